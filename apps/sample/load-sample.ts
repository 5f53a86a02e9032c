import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { importFile } from '#connectors/imports/run/import-file.ts'
import type { House } from '#core/house.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { addDays, dayOf } from '#core/words/dates.ts'
import { analyse } from '#modules/insight/run/analyse.ts'
import { ensureUnit } from '#modules/team/public.ts'
import { salesPlaceNames } from '../simulate/sales-places.ts'
import { simulate } from '../simulate/simulate.ts'
import { addSampleSegments } from './sample-segments.ts'

export interface SampleOptions {
  customers: number
  seed: number
  /** Language of products and shops. */
  language: 'zh' | 'en'
  /** `done` of `total` steps, and which one. */
  onProgress?(step: string, done: number, total: number): void | Promise<void>
}

const STEPS = ['simulate', 'units', 'products', 'customers', 'orders', 'interactions', 'analysis', 'segments'] as const

/**
 * Fills the house with a made-up shop of three years up to today: the files of `simulate`, through the same import as
 * anybody's files, then the analysis and a few segments.
 */
export async function loadSample(house: House, options: SampleOptions): Promise<void> {
  const out = join(house.data, 'files', `sample-${process.pid}-${Date.now()}`)
  mkdirSync(out, { recursive: true })
  // Up to yesterday: today's shop is not over yet, and nothing in it may lie in the future.
  const to = addDays(dayOf(new Date(), 'Asia/Shanghai'), -1)
  const from = addDays(to, -3 * 365)
  const tell = (step: (typeof STEPS)[number]) => options.onProgress?.(step, STEPS.indexOf(step), STEPS.length)
  try {
    await tell('simulate')
    await simulate({ customers: options.customers, from, to, seed: options.seed, language: options.language, out })
    await tell('units')
    await house.asSystem('sample', async (ctx) => {
      for (const unit of salesPlaceNames(options.language)) await ensureUnit(ctx, unit.name, unit.kind)
    })
    for (const kind of ['products', 'customers', 'orders', 'interactions'] as const) {
      await tell(kind)
      await importFile(house, { kind, path: join(out, `${kind}.csv`), source: 'shop', as: 'sample' })
    }
    await tell('analysis')
    await runWaitingJobs(house)
    await house.asSystem('sample', (ctx) => analyse(ctx, {}))
    await tell('segments')
    await house.asSystem('sample', (ctx) => addSampleSegments(ctx, options.language))
    await runWaitingJobs(house)
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}
