import { defineRoom } from '#core/module.ts'
import { jobs } from './jobs.ts'
import { exchangeRates } from './money/exchange-rates.ts'
import { servingRates } from './money/serving-rates.ts'

export const orders = defineRoom({
  name: 'orders',
  folder: import.meta.dirname,
  settings: [servingRates, exchangeRates],
  permissions: {
    'orders.read': {
      allows: 'See orders',
      roles: ['manager', 'marketer', 'agent', 'dealer', 'analyst', 'auditor'],
    },
    'orders.write': {
      allows: 'Place orders, ship, deliver, cancel and take back',
      roles: ['manager', 'agent', 'dealer'],
    },
  },
  jobs,
})
