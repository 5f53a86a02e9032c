import type { House } from '#core/house.ts'
import type { Study } from '../guess/study-file.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { applyBatch } from './apply-batch.ts'
import { createRun } from './create-run.ts'
import { getRun, readyRun } from './get-run.ts'
import type { FileImport } from './import-file.ts'
import { keepSameAs } from './keep-same-as.ts'
import { keepStudy } from './keep-study.ts'
import { nextBatch } from './next-batch.ts'
import { refuseOpenDates } from './refuse-open-dates.ts'
import { rulesOfRun } from './rules-of-run.ts'
import type { Run } from './run.ts'
import { stageRun } from './stage-run.ts'

const BATCH = 5000

class TrialOver extends Error {
  readonly run: Run
  constructor(run: Run) {
    super('trial over')
    this.run = run
  }
}

/** The whole import in one transaction that is taken back at its end: its counts are those a real one would have. */
export async function trialRun(house: House, input: FileImport, study: Study, mapping: Mapping): Promise<Run> {
  try {
    await house.asSystem('cli.import', async (ctx) => {
      const runId = await createRun(ctx, { fileName: input.path, source: input.source, path: input.path })
      await keepStudy(ctx, runId, study, mapping)
      await keepSameAs(ctx, runId)
      const run = readyRun(await getRun(ctx, runId))
      refuseOpenDates(run)
      await stageRun(run, {
        path: input.path,
        rules: await rulesOfRun(ctx, run),
        transact: (work) => work(ctx),
        mark: async () => {},
      })
      for (;;) {
        const run = readyRun(await getRun(ctx, runId))
        const batch = await nextBatch<never>(ctx, run, run, BATCH)
        if (!batch) break
        await applyBatch(ctx, run, batch)
        // What it would tell is never told; it only takes memory.
        for (const list of [ctx.outbox.events, ctx.outbox.jobs, ctx.outbox.notes, ctx.outbox.audits]) list.length = 0
      }
      throw new TrialOver(await getRun(ctx, runId))
    })
  } catch (error) {
    if (error instanceof TrialOver) return error.run
    throw error
  }
  throw new Error('a trial run ended without its result')
}
