import { invalid } from '#core/errors.ts'
import { dayNumber } from './day-number.ts'

export type SimulateOptions = {
  /** Persons; a few of them appear twice in `customers`, as they do in real shops. */
  customers: number
  /** First and last day of the data, both included, as YYYY-MM-DD. */
  from: string
  to: string
  seed: number
  /** Language of products, categories and shops; what customers write follows their country. */
  language?: 'zh' | 'en'
  /** Mean interactions per customer when the range is three years: 12 for a sample, 50 for full histories. */
  interactionsPerCustomer?: number
  /** Mean orders per customer when the range is three years. */
  ordersPerCustomer?: number
  /** Last day on which a new customer appears (default `to`); the same seed then gives the same customers a longer life. */
  acquireUntil?: string
  /** Customers abroad pay in their own currency instead of CNY. */
  localCurrencies?: boolean
}

export type ShopPlan = Required<SimulateOptions> & { firstDay: number; lastDay: number; lastNewDay: number }

const refuse = (message: string) => invalid('simulation_impossible', `${message}.`)

/** Fills in the defaults and refuses what can't be simulated. */
export function readSimulateOptions(options: SimulateOptions): ShopPlan {
  const firstDay = dayNumber(options.from)
  const lastDay = dayNumber(options.to)
  const acquireUntil = options.acquireUntil ?? options.to
  const lastNewDay = dayNumber(acquireUntil)
  const { customers, seed, interactionsPerCustomer = 12, ordersPerCustomer = 10 } = options
  if (!Number.isSafeInteger(customers) || customers < 1 || customers > 5_000_000) {
    throw refuse('customers must be a whole number from 1 to 5,000,000')
  }
  if (!Number.isSafeInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw refuse('seed must be a whole number from 0 to 4,294,967,295')
  }
  if (!['zh', 'en'].includes(options.language ?? 'zh')) throw refuse('language must be zh or en')
  if (lastDay < firstDay) throw refuse(`the last day ${options.to} lies before the first day ${options.from}`)
  if (lastDay - firstDay > 36_525) throw refuse('the range must not be longer than 100 years')
  if (lastNewDay < firstDay || lastNewDay > lastDay) throw refuse('acquireUntil must lie inside the range')
  if (!(interactionsPerCustomer >= 0 && interactionsPerCustomer <= 1000)) {
    throw refuse('interactionsPerCustomer must be from 0 to 1000')
  }
  if (!(ordersPerCustomer > 0 && ordersPerCustomer <= 200))
    throw refuse('ordersPerCustomer must be above 0, at most 200')
  return {
    ...options,
    language: options.language ?? 'zh',
    localCurrencies: options.localCurrencies ?? false,
    acquireUntil,
    interactionsPerCustomer,
    ordersPerCustomer,
    firstDay,
    lastDay,
    lastNewDay,
  }
}
