import { z } from 'zod'
import type { Context } from '#core/context.ts'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import { tellDesks } from '#core/live/note.ts'
import { steps } from './steps.ts'

const NAME = 'insight.predict'

/** Queues the models after an analysis of everybody; several analyses in a row are followed by one. */
export function predictSoon(ctx: Context, asOf: string): void {
  queueJob(ctx, { name: NAME }, { asOf }, { key: NAME, queue: NAME })
}

/** Fits every model anew as of the end of a day, one after another. */
export const predictJob = defineJob({
  name: NAME,
  payload: z.object({ asOf: z.iso.date() }),
  run: async (house, { asOf }, { signal }) => {
    for (const step of steps) {
      signal.throwIfAborted()
      const begun = performance.now()
      await step.run(house, { asOf, signal })
      house.log.info({ step: step.name, asOf, ms: Math.round(performance.now() - begun) }, 'predicted')
    }
    await house.asSystem(NAME, async (ctx) =>
      tellDesks(ctx, { topic: 'insight', units: null, permission: 'insight.read' }),
    )
  },
})
