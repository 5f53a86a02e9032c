import { z } from 'zod'
import type { Actor } from '#core/access/actor.ts'
import { systemActor } from '#core/access/actor.ts'
import { AppError, forbidden } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { defineJob } from '#core/jobs/job.ts'
import { finishTask, progressTask } from '#core/jobs/task.ts'
import type { CleanRun } from './clean-run.ts'
import { endRun, type Step, stepRun } from './step-run.ts'

const PERMISSION = 'customers.clean'
const STEP_MS = 120_000
const SYSTEM = 'customers.cleaning'

/** Works on a run, or on taking it back, step by step as whoever asked for it and with what they may see now. */
export const runJob = defineJob({
  name: 'customers.clean',
  payload: z.object({ runId: z.uuid(), taskId: z.uuid(), kind: z.enum(['staff', 'key', 'system']), by: z.string() }),
  run: async (house, { runId, taskId, kind, by }, { signal }) => {
    const end = async (state: 'cancelled' | 'failed', error?: string) => {
      await house.asSystem(SYSTEM, (ctx) => endRun(ctx, runId, state))
      await finishTask(house, taskId, { state, result: resultOf(runId), ...(error && { error }) })
    }
    try {
      for (;;) {
        const actor = await actorNow(house, kind, by)
        const step = await house.transaction({ actor, permission: PERMISSION, timeout: STEP_MS }, (ctx) =>
          stepRun(ctx, runId),
        )
        if (isEnd(step))
          return await finishTask(house, taskId, { state: 'done', done: step.done, result: resultOf(runId) })
        if ((await progressTask(house, taskId, { done: step.done })).cancelAsked) return await end('cancelled')
        // Asked to stop: the run goes on in the next process, where it was.
        if (signal.aborted) throw new Error('stopped before all customers were cleaned')
      }
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error
      await end('failed', error.code)
    }
  },
})

const isEnd = ({ state }: Step) => state !== 'running' && state !== 'undoing'

const resultOf = (runId: string) => ({ to: `/cleaning/runs/${runId}` })

/** Whoever asked, with what they may do now: who was disabled in the meantime changes nothing more. */
async function actorNow(house: House, kind: CleanRun['startedKind'], by: string): Promise<Actor> {
  if (kind === 'system') return systemActor(by)
  const actor = await (kind === 'key' ? house.actors.ofKey?.(house, by) : house.actors.ofStaff(house, by))
  if (!actor) throw forbidden()
  return actor
}
