import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { importFile } from '#connectors/imports/run/import-file.ts'
import type { House } from '#core/house.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { addDays, dayOf } from '#core/words/dates.ts'
import { analyse } from '#modules/insight/run/analyse.ts'
import { holdAnalyses } from '#modules/insight/run/hold-analyses.ts'
import { ensureUnit } from '#modules/team/public.ts'
import { salesPlaceNames } from '../simulate/sales-places.ts'
import { simulate } from '../simulate/simulate.ts'
import { analysePastMonths } from './analyse-past-months.ts'
import { nameOwnBrand } from './name-own-brand.ts'
import { addSampleSegments } from './sample-segments.ts'
import { setServingRates } from './set-serving-rates.ts'

export interface SampleOptions {
  customers: number
  seed: number
  /** Language of products and shops. */
  language: 'zh' | 'en'
  /** The day the shop is looked at (YYYY-MM-DD); default: today. Its last orders are of the day before. */
  asOf?: string | undefined
  /** `done` of `total` steps, and which one. */
  onProgress?(step: string, done: number, total: number): void | Promise<void>
}

const STEPS = ['simulate', 'units', 'products', 'customers', 'orders', 'interactions', 'analysis', 'segments'] as const
const LONG_MS = 3_600_000

/**
 * Fills the house with a made-up shop of three years up to yesterday: the files of `simulate`, through the same import as
 * anybody's files, then the analyses of the last months and of today, and a few segments.
 */
export async function loadSample(house: House, options: SampleOptions): Promise<void> {
  const out = join(house.data, 'files', `sample-${process.pid}-${Date.now()}`)
  mkdirSync(out, { recursive: true })
  // Up to yesterday: today's shop is not over yet, and nothing in it may lie in the future.
  const to = addDays(options.asOf ?? dayOf(new Date(), 'Asia/Shanghai'), -1)
  const from = addDays(to, -3 * 365)
  const tell = (step: (typeof STEPS)[number]) => options.onProgress?.(step, STEPS.indexOf(step), STEPS.length)
  try {
    await tell('simulate')
    await simulate({ customers: options.customers, from, to, seed: options.seed, language: options.language, out })
    await tell('units')
    await house.asSystem('sample', async (ctx) => {
      for (const unit of salesPlaceNames(options.language)) await ensureUnit(ctx, unit.name, unit.kind)
      await nameOwnBrand(ctx, options.language)
      await setServingRates(ctx)
    })
    const bringIn = async (kind: 'products' | 'customers' | 'orders' | 'interactions') => {
      await tell(kind)
      await importFile(house, { kind, path: join(out, `${kind}.csv`), source: 'shop', as: 'sample' })
    }
    await bringIn('products')
    await bringIn('customers')
    await house.asSystem(
      'sample',
      async (ctx) => {
        // The jobs of a server beside us would analyse today as soon as the orders are there.
        await holdAnalyses(ctx)
        await sql`set local idle_in_transaction_session_timeout = 0`.execute(ctx.db)
        await bringIn('orders')
        await bringIn('interactions')
        await analysePastMonths(ctx, addDays(to, 1))
      },
      LONG_MS,
    )
    await tell('analysis')
    // The finished imports have asked for the analysis of today.
    await runWaitingJobs(house)
    const { asOf } = options
    if (asOf) await house.asSystem('sample', (ctx) => analyse(ctx, { asOf }))
    await tell('segments')
    await house.asSystem('sample', (ctx) => addSampleSegments(ctx, options.language))
    await runWaitingJobs(house)
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}
