import { z } from 'zod'
import { defineJob } from '#core/jobs/job.ts'
import { moveToUnit } from './import/move-to-unit.ts'
import { countCurrencies } from './money/count-currencies.ts'
import { COUNT_CURRENCIES } from './money/keep-currencies.ts'
import { KEEP_TAKEN_BACK, keepTakenBack } from './order/keep-taken-back.ts'
import { forgetWaiting } from './told/forget-waiting.ts'

/** Orders of one transaction when a shop's orders come to its unit. */
const CHUNK = 1000
export const MOVE_TO_UNIT = 'orders.move-to-unit'

export const jobs = [
  defineJob({
    name: MOVE_TO_UNIT,
    payload: z.object({ unitId: z.int(), shop: z.string() }),
    run: async (house, payload, { signal }) => {
      let after: Awaited<ReturnType<typeof moveToUnit>> = null
      do {
        // What is left when the process is to stop is done when the job runs again.
        signal.throwIfAborted()
        after = await house.asSystem(MOVE_TO_UNIT, (ctx) => moveToUnit(ctx, payload, CHUNK, after))
      } while (after)
    },
  }),
  defineJob({
    name: 'orders.forget-waiting',
    payload: z.object({}),
    run: (house) => house.asSystem('orders.forget-waiting', forgetWaiting),
    cron: '45 2 * * *',
  }),
  defineJob({
    name: COUNT_CURRENCIES,
    payload: z.object({}),
    run: (house) => house.asSystem(COUNT_CURRENCIES, countCurrencies),
    cron: '40 2 * * *',
  }),
  defineJob({
    name: KEEP_TAKEN_BACK,
    payload: z.object({ customerIds: z.array(z.uuid()) }),
    run: (house, { customerIds }) => house.asSystem(KEEP_TAKEN_BACK, (ctx) => keepTakenBack(ctx, customerIds)),
  }),
]
