import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { queueJob } from '#core/jobs/job.ts'
import { readSetting } from '#core/settings.ts'
import { dayOf } from '#core/words/dates.ts'
import { classesChanged, scoresComputed } from '../events.ts'
import { classRuleSetting } from '../rule/class-rule.ts'
import { findLatestRun } from '../run/find-latest-run.ts'
import { bought } from './bought.ts'
import { putScores } from './put-scores.ts'
import { worthOn } from './ranked-by-worth.ts'

/**
 * Scores these customers as of today by the thresholds of the latest run, and tells. Where the run knows no thresholds
 * (the first order ever, a new currency) everybody is analysed soon instead.
 */
export async function scoreCustomers(ctx: Context, customerIds: readonly string[]): Promise<void> {
  const run = await findLatestRun(ctx)
  if (!run) return queueJob(ctx, { name: 'insight.analyse' }, {}, { key: 'insight.analyse' })
  const [zone, rule] = [await readSetting(ctx, timeZone), await readSetting(ctx, classRuleSetting)]
  const asOf = dayOf(ctx.now, zone)
  const rows = sql`
    select w.*, coalesce(greatest(${betterShare}, 0), 0) as better_share
    from (
      select b.*, ${worthOn(sql`t.basis`)} as worth_micro, t.total_worth_micro
      from (${bought({ asOf, zone, customerIds })}) b
      left join insight.thresholds t on t.run_id = ${run.runId} and t.currency = b.currency
    ) w
    left join insight.scores own on own.customer_id = w.customer_id and own.currency = w.currency
    left join lateral (
      select n.better_share, n.worth_micro, (select count(*) from insight.scores e
          where e.currency = n.currency and e.worth_micro = n.worth_micro and e.customer_id <> w.customer_id) as equals
      from insight.scores n
      where n.currency = w.currency and n.worth_micro > w.worth_micro and n.customer_id <> w.customer_id
      order by n.worth_micro limit 1
    ) above on true`
  const changes = await putScores(ctx, { runId: run.runId, asOf, rule, rows, customerIds, announced: true })
  for (let at = 0; at < changes.length; at += 1000) {
    announce(ctx, classesChanged, { changes: changes.slice(at, at + 1000).map((change) => ({ ...change, asOf })) })
  }
  announce(ctx, scoresComputed, { asOf, customerIds: [...customerIds], predictionsFollow: false })
  if (await lacksThresholds(ctx, run.runId, customerIds)) {
    queueJob(ctx, { name: 'insight.analyse' }, {}, { key: 'insight.analyse' })
  }
}

// What those above the next better one bring, and what that one and its equals bring; without what this customer brought
// before, where it counted among them.
const betterShare = sql`case when own.worth_micro = w.worth_micro then own.better_share else round(above.better_share + (above.equals * greatest(above.worth_micro, 0)
  - case when own.worth_micro > above.worth_micro then greatest(own.worth_micro, 0) else 0 end)
  / nullif(w.total_worth_micro, 0), 6) end`

/** Whether one of them is scored in a currency that the run had not met. */
async function lacksThresholds(ctx: Context, runId: string, customerIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select 1 from insight.scores s
    where s.customer_id = any(${customerIds}::uuid[])
      and not exists (select from insight.thresholds t where t.run_id = ${runId} and t.currency = s.currency)
    limit 1`.execute(ctx.db)
  return rows.length > 0
}
