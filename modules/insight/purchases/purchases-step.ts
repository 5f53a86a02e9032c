import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import { runInThread } from '#core/compute/run-in-thread.ts'
import type { Context } from '#core/context.ts'
import { writeBehind } from '#core/database/write-behind.ts'
import type { House } from '#core/house.ts'
import { inLanes } from '#core/jobs/in-lanes.ts'
import { queueJob } from '#core/jobs/job.ts'
import { readSetting } from '#core/settings.ts'
import { dayNumber } from '../compute/day-number.ts'
import { recordModel } from '../model/record-model.ts'
import type { Prediction, PredictStep } from '../predict/step.ts'
import { holdAnalyses } from '../run/hold-analyses.ts'
import { reclassify } from '../score/reclassify.ts'
import { churnRuleSetting } from './churn-rule.ts'
import { type Expected, type ExpectOptions, expectPurchases } from './compute/expect-purchases.ts'
import { HORIZONS } from './compute/horizons.ts'
import type { TooLittle } from './compute/predicted.ts'
import { discountSetting } from './discount.ts'
import { predictionRows } from './prediction-rows.ts'
import { putPredictions, type Told } from './put-predictions.ts'
import { readHistories, type StoredHistories } from './read-histories.ts'
import { readTrackVerdicts } from './read-track-verdicts.ts'
import { scoreSnapshots } from './score-snapshots.ts'
import { takeSnapshot } from './take-snapshot.ts'

const CHUNK = 2000
const LANES = 2
/** So few customers are computed about as soon as a thread begins; more would keep this process from answering. */
const FEW = 50
/** Rises whenever equal data would give other results. */
export const EDITION = 2

/**
 * What every customer is expected to buy, in transactions of their own: snapshots whose time is over are held against what
 * happened, so that their record counts at once; then compute in a thread, write in chunks.
 */
export const purchasesStep: PredictStep = { name: 'purchases', isShown: true, run: predictPurchases }

async function predictPurchases(house: House, { asOf, signal }: Prediction): Promise<void> {
  const begun = performance.now()
  const { basis, since } = await house.asSystem('insight.purchases', async (ctx) => {
    await holdAnalyses(ctx)
    return { basis: await readBasis(ctx), since: new Date() }
  })
  if (!basis) return house.asSystem('insight.purchases', (ctx) => forgetBefore(ctx, since))
  const { zone, currency } = basis
  const { histories, aside } = await house.asSystem('insight.purchases', async (ctx) => {
    const histories = await readHistories(ctx, { asOf, zone, basis: basis.basis })
    await scoreSnapshots(ctx, histories, asOf)
    const verdicts = await readTrackVerdicts(ctx)
    return { histories, aside: HORIZONS.filter((days) => verdicts.get(days)?.verdict === 'worse') }
  })
  const expected = await expectInThread(
    histories,
    { asOf: dayNumber(asOf), yearlyDiscount: basis.yearlyDiscount, judged: true, current: true, aside },
    signal,
  )
  if ('needed' in expected) {
    await house.asSystem('insight.purchases', async (ctx) => {
      await forgetBefore(ctx, since)
      await recordTooLittle(ctx, asOf, expected, performance.now() - begun)
    })
    return
  }
  const model = `${expected.predicted.state === 'stepsAside' ? (expected.predicted.quality?.best ?? 'base-line') : expected.predicted.model} ${EDITION}`
  const told: Told = { asOf, model, currency, basis: basis.basis }
  await writeAll(house, expected, histories, told, signal)
  await house.asSystem('insight.purchases', async (ctx) => {
    await forgetBefore(ctx, since)
    await takeSnapshot(ctx, asOf)
    await record(ctx, told, expected, performance.now() - begun)
    queueJob(ctx, { name: 'insight.announce-churn' }, {}, { key: 'insight.announce-churn' })
    queueJob(ctx, { name: 'insight.look-back' }, { asOf }, { key: 'insight.look-back', queue: 'insight.predict' })
  })
}

export interface Basis {
  zone: string
  currency: string
  basis: 'profit' | 'revenue'
  yearlyDiscount: number
}

/** What the latest analysis reckoned in; null before the first sale. */
export async function readBasis(ctx: Context): Promise<Basis | null> {
  const { rows } = await sql<{ currency: string; basis: Basis['basis'] }>`
    select t.currency, t.basis from insight.thresholds t
    where t.run_id = (select run_id from insight.runs order by started_at desc limit 1)`.execute(ctx.db)
  const found = rows[0]
  if (!found) return null
  const yearlyDiscount = (await readSetting(ctx, discountSetting)) / 100
  return { ...found, zone: await readSetting(ctx, timeZone), yearlyDiscount }
}

/** `expectPurchases`, in a thread where it is more than a moment's work. */
export function expectInThread(
  histories: StoredHistories,
  options: ExpectOptions,
  signal: AbortSignal,
): Promise<Expected | TooLittle> {
  const { ids: _ids, ...columns } = histories
  if (histories.ids.length <= FEW) return Promise.resolve(expectPurchases(columns, options))
  return runInThread<typeof expectPurchases>(
    new URL('./compute/expect-purchases.ts', import.meta.url),
    'expectPurchases',
    [columns, options],
    { signal },
  )
}

/** Writes in chunks, each with the classes that follow from it. */
async function writeAll(
  house: House,
  expected: Expected,
  histories: StoredHistories,
  told: Told,
  signal: AbortSignal,
): Promise<void> {
  const starts = Array.from({ length: Math.ceil(expected.known.places.length / CHUNK) }, (_, part) => part * CHUNK)
  await inLanes(starts, LANES, async (from) => {
    signal.throwIfAborted()
    await house.asSystem('insight.purchases', async (ctx) => {
      await writeBehind(ctx)
      const rule = await readSetting(ctx, churnRuleSetting)
      const rescored = await putPredictions(
        ctx,
        told,
        predictionRows(expected, histories.ids, rule, from, from + CHUNK),
      )
      await reclassify(ctx, told.asOf, rescored)
    })
  })
}

/** Who is predicted no longer: joined to another record, archived, all purchases taken back. */
async function forgetBefore(ctx: Context, since: Date): Promise<void> {
  await sql`delete from insight.predictions where made_at < ${since}`.execute(ctx.db)
}

async function recordTooLittle(
  ctx: Context,
  asOf: string,
  { customers, ...lacking }: TooLittle,
  durationMs: number,
): Promise<void> {
  await recordModel(ctx, {
    model: 'purchases',
    asOf,
    version: `none ${EDITION}`,
    rows: customers,
    durationMs,
    state: 'too_little_data',
    parameters: { ...lacking },
    quality: {},
  })
}

/** What was found, without the columns of customers. */
async function record(ctx: Context, told: Told, { predicted, known }: Expected, durationMs: number): Promise<void> {
  const { parameters, logLikelihood, choice, season, usual, cohorts, money, churnWindowDays, draws, cells, aside } =
    predicted
  await recordModel(ctx, {
    model: 'purchases',
    asOf: told.asOf,
    version: told.model,
    rows: known.places.length,
    durationMs,
    state: aside.length === HORIZONS.length ? 'stepped_aside' : 'used',
    parameters: {
      model: predicted.model,
      aside,
      parameters,
      logLikelihood,
      choice,
      season: { used: season.used, reason: season.reason, index: season.index && [...season.index] },
      cohorts: { quarters: cohorts.quarters, factors: [...cohorts.factors], strength: cohorts.strength },
      money,
      churnWindowDays,
      usual,
      draws,
      cells,
      basis: told.basis,
      currency: told.currency,
    },
    quality: { ...predicted.quality },
  })
}
