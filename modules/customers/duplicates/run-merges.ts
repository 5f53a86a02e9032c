import { sql } from 'kysely'
import type { House } from '#core/house.ts'
import type { JobRun } from '#core/jobs/job.ts'
import { finishTask, progressTask } from '#core/jobs/task.ts'
import { tellDesks } from '#core/live/note.ts'
import { mergeCustomers } from '../merge/merge-customers.ts'
import { unmergeCustomer } from '../merge/unmerge-customer.ts'
import { surePairs } from './merge-runs.ts'

interface RunOfTask {
  runId: string
  taskId: string
}

/**
 * Joins the pairs of a run, the surest first, each in a transaction of its own, until none is left or somebody stops it.
 * Begun again after a crash it goes on with what is left.
 */
export const mergeRun = (house: House, run: RunOfTask, job: JobRun): Promise<void> =>
  stepByStep(house, run, job, () => mergeNext(house, run.runId), { state: 'done', cancelled: 'cancelled' })

/** Separates what a run joined, the last first; begun again it goes on with what still stands. */
export const undoRun = (house: House, run: RunOfTask, job: JobRun): Promise<void> =>
  stepByStep(house, run, job, () => unmergeLast(house, run.runId), { state: 'undone', cancelled: 'done' })

async function stepByStep(
  house: House,
  { runId, taskId }: RunOfTask,
  { signal }: JobRun,
  step: () => Promise<boolean>,
  end: { state: string; cancelled: string },
): Promise<void> {
  let isCancelled = false
  for (let done = 0; !isCancelled; done++) {
    signal.throwIfAborted()
    isCancelled = (await progressTask(house, taskId, { done })).cancelAsked
    if (!isCancelled && !(await step())) break
  }
  await house.asSystem('customers.duplicates', async (ctx) => {
    await sql`update customers.merge_runs set state = ${isCancelled ? end.cancelled : end.state}
      where run_id = ${runId}::uuid`.execute(ctx.db)
    tellDesks(ctx, { topic: 'duplicates', units: null, permission: 'customers.merge' })
  })
  await finishTask(house, taskId, { state: isCancelled ? 'cancelled' : 'done', result: { to: '/duplicates' } })
}

interface SurePair {
  kept: string
  joined: string
  probability: number
  reasons: { field: string; level: string }[]
}

async function mergeNext(house: House, runId: string): Promise<boolean> {
  return house.asSystem('customers.duplicates', async (ctx) => {
    const { rows: runs } = await sql<{ from: number }>`
      select from_probability as "from" from customers.merge_runs where run_id = ${runId}::uuid`.execute(ctx.db)
    // Stays who has more orders, else the older, as on the page of pairs.
    const isSecond = sql`(b.orders_count, a.created_at) > (a.orders_count, b.created_at)`
    const { rows } = await sql<SurePair>`
      select case when ${isSecond} then b.customer_id else a.customer_id end as kept,
        case when ${isSecond} then a.customer_id else b.customer_id end as joined, p.probability, p.reasons
      from ${surePairs(runs[0]?.from ?? 1)} order by p.probability desc, p.customer_id, p.other_id limit 1`.execute(
      ctx.db,
    )
    const pair = rows[0]
    if (!pair) return false
    const evidence = {
      probability: pair.probability,
      fields: pair.reasons.map(({ field, level }) => `${field}: ${level}`),
    }
    await mergeCustomers(ctx, { customerId: pair.kept, otherIds: [pair.joined], reason: 'score', evidence, runId })
    return true
  })
}

async function unmergeLast(house: House, runId: string): Promise<boolean> {
  return house.asSystem('customers.duplicates', async (ctx) => {
    const { rows } = await sql<{ id: string }>`
      select merged_id as id from customers.merges where run_id = ${runId}::uuid and undone_at is null
      order by merged_at desc, merge_id desc limit 1`.execute(ctx.db)
    const last = rows[0]
    if (!last) return false
    await unmergeCustomer(ctx, { customerId: last.id })
    return true
  })
}
