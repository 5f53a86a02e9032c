import { z } from 'zod'
import { defineJob } from '#core/jobs/job.ts'
import { countCurrencies } from './money/count-currencies.ts'
import { COUNT_CURRENCIES } from './money/keep-currencies.ts'
import { KEEP_TAKEN_BACK, keepTakenBack } from './order/keep-taken-back.ts'

export const jobs = [
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
