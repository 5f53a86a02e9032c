import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { classRuleSetting } from '../rule/class-rule.ts'
import { findLatestRun } from '../run/find-latest-run.ts'
import { GIVEN_COLUMNS, putScores } from './put-scores.ts'

/** A customer whose potential score is another than before. */
export interface Rescored {
  customerId: string
  /** Had none before. */
  isFirst: boolean
}

/**
 * Classifies these customers again from their stored scores: what is expected of them has changed, what they bought has
 * not. An analysis and its predictions make one move at most. Nobody moves by a first prediction: it completes what was
 * known, and the class it leads to is a first class.
 */
export async function reclassify(ctx: Context, asOf: string, rescored: readonly Rescored[]): Promise<void> {
  const run = await findLatestRun(ctx)
  if (!run || rescored.length === 0) return
  const customerIds = rescored.map((one) => one.customerId)
  await putScores(ctx, {
    runId: run.runId,
    asOf,
    rule: await readSetting(ctx, classRuleSetting),
    rows: sql`select ${GIVEN_COLUMNS} from insight.scores where customer_id = any(${customerIds}::uuid[])`,
    customerIds,
    announced: false,
  })
  const firsts = rescored.filter((one) => one.isFirst).map((one) => one.customerId)
  await joinMoves(ctx, run.startedAt, customerIds, firsts)
}

/** Joins each move of now with the one that the analysis made, as long as nobody was told of that. */
async function joinMoves(ctx: Context, analysedAt: Date, customerIds: string[], firsts: string[]): Promise<void> {
  await sql`
    with now as (
      select customer_id, previous_class from insight.score_history
      where changed_at = ${ctx.now} and customer_id = any(${customerIds}::uuid[])
    ),
    before as (
      delete from insight.score_history h using now
      where h.customer_id = now.customer_id and h.changed_at = ${analysedAt} and h.changed_at <> ${ctx.now}
        and (h.previous_class is null or not h.announced)
      returning h.customer_id, h.previous_class
    ),
    began as (
      select now.customer_id,
        case when now.customer_id = any(${firsts}::uuid[]) then null
          when before.customer_id is null then now.previous_class else before.previous_class end as previous_class
      from now left join before using (customer_id)
    )
    update insight.score_history h
    set previous_class = b.previous_class, announced = h.announced or b.previous_class is null
    from began b where h.customer_id = b.customer_id and h.changed_at = ${ctx.now}`.execute(ctx.db)
  await sql`
    delete from insight.score_history
    where changed_at = ${ctx.now} and customer_id = any(${customerIds}::uuid[]) and class = previous_class`.execute(
    ctx.db,
  )
}
