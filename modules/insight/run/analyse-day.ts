import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { scored } from '../score/put-scores.ts'
import { analyse } from './analyse.ts'
import { type Analysis, countedClasses, findAnalysis } from './find-analysis.ts'
import { isLastDay } from './is-last-day.ts'
import { measureRun } from './measure-run.ts'

/**
 * The analysis as it would have been at the end of a day. Of today, and of a past day after which nobody ordered (the
 * files of a shop's past end there), it is the analysis; of any other day nothing of it is kept: no score, class,
 * history or timeline changes.
 */
export async function analyseDay(ctx: Context, asOf: string): Promise<Analysis> {
  if (await isLastDay(ctx, asOf)) return analyse(ctx, { asOf })
  const started = performance.now()
  const { runId, rule } = await measureRun(ctx, asOf)
  const { rows } = await sql<{ class: string; customers: number }>`
    select class, count(*)::int as customers
    from (${scored({ runId, rule, rows: sql`select * from insight_bought`, potential: false })}) s group by class`.execute(
    ctx.db,
  )
  const found = await findAnalysis(ctx, runId)
  await sql`delete from insight.runs where run_id = ${runId}`.execute(ctx.db)
  const durationMs = Math.round(performance.now() - started)
  return { ...found, run: null, classes: countedClasses(rows), durationMs }
}
