import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { closeConnectionAfter } from '#core/database/transaction.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { readSetting } from '#core/settings.ts'
import { dayOf } from '#core/words/dates.ts'
import { scoresComputed } from '../events.ts'
import { refreshCells } from '../overview/refresh-cells.ts'
import { refreshSales } from '../overview/refresh-sales.ts'
import { predictSoon } from '../predict/predict-soon.ts'
import { putScores } from '../score/put-scores.ts'
import { announceClassesSoon } from './announce-classes-soon.ts'
import { type Analysis, findAnalysis } from './find-analysis.ts'
import { holdAnalyses } from './hold-analyses.ts'
import { isLastDay } from './is-last-day.ts'
import { measureRun } from './measure-run.ts'

/**
 * Scores every customer with what happened up to the end of the day `asOf` (YYYY-MM-DD in the company's time zone;
 * default: today), measures concentration and sales, and keeps the changes of class. All in the database, row sets in,
 * row sets out. RFM by fifths as in Hughes, Strategic Database Marketing (1994), with ties kept together. What these
 * scores replace is what the desk shows: to look at another day use `analyseDay`. `predict` false: no models after it.
 */
export async function analyse(
  ctx: Context,
  input: { asOf?: string | undefined; predict?: boolean } = {},
): Promise<Analysis> {
  const started = performance.now()
  closeConnectionAfter(ctx)
  const asOf = input.asOf ?? dayOf(ctx.now, await readSetting(ctx, timeZone))
  await holdAnalyses(ctx)
  // Of a past day only what was bought is told again; what was expected then is looked back on by itself.
  const isPredicted = input.predict !== false && (await isLastDay(ctx, asOf))
  // Told at once, in a transaction of its own: models that need no score begin beside the analysis, the others wait for its end.
  if (isPredicted) await ctx.house.asSystem('insight.analyse', async (other) => predictSoon(other, asOf))
  const { runId, zone, rule } = await measureRun(ctx, asOf)
  await putScores(ctx, { runId, asOf, rule, rows: sql`select * from insight_bought`, announced: false })
  await refreshSales(ctx, zone)
  // The first ever is shown at once; after that charts wait with the lists that they open until classes are final.
  const predictionsFollow = isPredicted && !(await isFirst(ctx, runId))
  if (!predictionsFollow) await refreshCells(ctx)
  await forgetOldRuns(ctx)
  await sql`update insight.runs set duration_ms = ${Math.round(performance.now() - started)} where run_id = ${runId}`.execute(
    ctx.db,
  )
  announce(ctx, scoresComputed, { asOf, customerIds: null, predictionsFollow })
  // Where predictions follow, they have the last word on classes, and what moved is announced after them.
  if (!isPredicted) announceClassesSoon(ctx)
  tellDesks(ctx, { topic: 'insight', units: null, permission: 'insight.read' })
  return findAnalysis(ctx, runId)
}

async function isFirst(ctx: Context, runId: string): Promise<boolean> {
  const { rows } = await sql`select from insight.runs where run_id <> ${runId} limit 1`.execute(ctx.db)
  return rows.length === 0
}

/** Runs whose thresholds no score refers to are kept for thirty analyses. */
async function forgetOldRuns(ctx: Context): Promise<void> {
  await sql`
    delete from insight.runs r
    where r.run_id in (select run_id from insight.runs order by started_at desc offset 30)
      and not exists (select from insight.scores s where s.run_id = r.run_id)`.execute(ctx.db)
}
