import { z } from 'zod'
import { announce } from '#core/events/announce.ts'
import { inLanes } from '#core/jobs/in-lanes.ts'
import { defineJob } from '#core/jobs/job.ts'
import { tellDesks } from '#core/live/note.ts'
import { predictionsComputed } from '../events.ts'
import { refreshCells } from '../overview/refresh-cells.ts'
import { announceClassesSoon } from '../run/announce-classes-soon.ts'
import { holdAnalyses } from '../run/hold-analyses.ts'
import { usageCellsNow } from '../usage/usage-jobs.ts'
import { refreshValueCells } from '../value/refresh-value-cells.ts'
import { followMoves } from './follow-moves.ts'
import { predictionOf } from './step.ts'
import { steps } from './steps.ts'

const NAME = 'insight.predict'

/** Steps at a time: while one waits for the database the other computes. */
const LANES = 2

/**
 * Fits every model anew as of the end of a day, beside the analysis that asked for it: the model that needs its scores waits
 * for them. What charts count, what lists copy and which moves between classes are told follows when all have had their word.
 */
export const predictJob = defineJob({
  name: NAME,
  payload: z.object({ asOf: z.iso.date() }),
  run: async (house, { asOf }, { signal }) => {
    const failures: Error[] = []
    const prediction = predictionOf(house, asOf, signal)
    await inLanes(steps, LANES, async (step) => {
      signal.throwIfAborted()
      const begun = performance.now()
      // One model that fails keeps the others from nothing; the job is tried again at the end.
      try {
        await step.run(house, prediction)
        house.log.info({ step: step.name, asOf, ms: Math.round(performance.now() - begun) }, 'predicted')
      } catch (cause) {
        failures.push(new Error(`the model ${step.name} failed`, { cause }))
      }
    })
    // Where lines could not be read, every model that needs them has failed, and nothing was written from them.
    const sales = await prediction.sales().catch(() => null)
    await house.asSystem(NAME, async (ctx) => {
      await holdAnalyses(ctx)
      if (sales) await followMoves(ctx, sales)
      await refreshCells(ctx)
      await refreshValueCells(ctx)
      usageCellsNow(ctx)
      announceClassesSoon(ctx)
      announce(ctx, predictionsComputed, { asOf })
      tellDesks(ctx, { topic: 'insight', units: null, permission: 'insight.read' })
    })
    if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '))
  },
})
