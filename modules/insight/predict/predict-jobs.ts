import { z } from 'zod'
import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import type { House } from '#core/house.ts'
import { inLanes } from '#core/jobs/in-lanes.ts'
import { defineJob } from '#core/jobs/job.ts'
import { tellDesks } from '#core/live/note.ts'
import { offersComputed, predictionsComputed } from '../events.ts'
import { refreshCells } from '../overview/refresh-cells.ts'
import { announceClassesSoon } from '../run/announce-classes-soon.ts'
import { holdAnalyses } from '../run/hold-analyses.ts'
import { usageCellsNow } from '../usage/usage-jobs.ts'
import { refreshValueCells } from '../value/refresh-value-cells.ts'
import { followMoves } from './follow-moves.ts'
import { type Prediction, predictionOf } from './step.ts'
import { steps } from './steps.ts'

const NAME = 'insight.predict'

/** Steps at a time: while one waits for the database the other computes. */
const LANES = 2

/**
 * Fits every model anew as of the end of a day, beside the analysis that asked for it: the model that needs its scores waits
 * for them. What charts count, what lists copy and which moves between classes are told follows when all that they show have had
 * their word; offers may still be worked on.
 */
export const predictJob = defineJob({
  name: NAME,
  payload: z.object({ asOf: z.iso.date() }),
  run: async (house, { asOf }, { signal }) => {
    const failures: Error[] = []
    const prediction = predictionOf(house, asOf, signal)
    const ends = new Map(steps.map((step) => [step, Promise.withResolvers<void>()]))
    const works = steps.map((step) => async () => {
      const begun = performance.now()
      // One model that fails keeps the others from nothing; the job is tried again at the end.
      try {
        await step.run(house, prediction)
        house.log.info({ step: step.name, asOf, ms: Math.round(performance.now() - begun) }, 'predicted')
      } catch (cause) {
        failures.push(new Error(`the model ${step.name} failed`, { cause }))
      } finally {
        ends.get(step)?.resolve()
      }
    })
    // The last to be taken up: by then every step has begun.
    const concluding = async () => {
      await Promise.all(steps.filter(({ isShown }) => isShown).map((step) => ends.get(step)?.promise))
      await conclude(house, prediction)
    }
    await inLanes([...works, concluding], LANES, async (work) => {
      signal.throwIfAborted()
      await work()
    })
    await house.asSystem(NAME, async (ctx) => {
      await moveWith(ctx, prediction)
      announce(ctx, offersComputed, { asOf })
      tellDesks(ctx, { topic: 'insight', units: null, permission: 'insight.read' })
    })
    if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '))
  },
})

function conclude(house: House, prediction: Prediction): Promise<void> {
  return house.asSystem(NAME, async (ctx) => {
    await holdAnalyses(ctx)
    await moveWith(ctx, prediction)
    await refreshCells(ctx)
    await refreshValueCells(ctx)
    usageCellsNow(ctx)
    announceClassesSoon(ctx)
    announce(ctx, predictionsComputed, { asOf: prediction.asOf })
    tellDesks(ctx, { topic: 'insight', units: null, permission: 'insight.read' })
  })
}

/** Where lines could not be read, every model that needs them has failed, and nothing was written from them. */
async function moveWith(ctx: Context, prediction: Prediction): Promise<void> {
  const sales = await prediction.sales().catch(() => null)
  if (sales) await followMoves(ctx, sales)
}
