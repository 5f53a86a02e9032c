import { type Verdict, verdictOf } from './verdict-of.ts'

/** One day of prediction that was scored; see `TrackRecord`. */
export interface Scored {
  customers: number
  expectedOrders: number
  happenedOrders: number
  squaredError: number
  baseSquaredError: number
  totalScatter: number
}

export interface TrackVerdict {
  /** Days of prediction that count. */
  predictions: number
  /** On how many of them the model's squared error was the smaller one. */
  won: number
  /** Roots of the mean squared errors. */
  error: number
  baseError: number
  verdict: Verdict
  /** Expected over happened, less 1, of all together; null where nothing happened. */
  bias: number | null
  /** Days whose total was off by more than chance. */
  off: number
  /** Whether totals are off the same way again and again: too many, too few, or neither. */
  leans: 'over' | 'under' | 'neither'
}

/** So many days of prediction count, the newest. */
export const MOST_JUDGED = 12
const FEWEST = 3
const BEYOND = 2

/**
 * The model beside its base line over its last twelve days of prediction, the newest given first; null below three.
 * `betweenCustomers` is the standard error of the mean difference of squared errors with customers as units; where days of prediction
 * scatter more than that explains, theirs counts.
 */
export function judgeTrack(newestFirst: readonly Scored[], betweenCustomers: number): TrackVerdict | null {
  const records = newestFirst.slice(0, MOST_JUDGED)
  if (records.length < FEWEST) return null
  const sum = (of: (record: Scored) => number) => records.reduce((total, record) => total + of(record), 0)
  const customers = sum((record) => record.customers)
  const mean = (of: (record: Scored) => number) => sum((record) => record.customers * of(record)) / customers
  const [squared, baseSquared] = [mean((record) => record.squaredError), mean((record) => record.baseSquaredError)]
  const scatter = sum(
    (record) => (record.customers * (record.squaredError - record.baseSquaredError - (squared - baseSquared))) ** 2,
  )
  const betweenDays = Math.sqrt((scatter * records.length) / (records.length - 1)) / customers
  const happened = sum((record) => record.happenedOrders)
  return {
    predictions: records.length,
    won: records.filter((record) => record.squaredError < record.baseSquaredError).length,
    error: Math.sqrt(squared),
    baseError: Math.sqrt(baseSquared),
    verdict: verdictOf({
      difference: squared - baseSquared,
      standardError: Math.max(betweenCustomers, betweenDays),
    }),
    bias: happened > 0 ? sum((record) => record.expectedOrders) / happened - 1 : null,
    off: records.filter(isOff).length,
    leans: leansOf(records),
  }
}

const isOff = ({ expectedOrders, happenedOrders, totalScatter }: Scored) =>
  Math.abs(expectedOrders - happenedOrders) > BEYOND * totalScatter

/** By the scatter of the days' own biases: what moves a whole month (a sale, a holiday) is more than chance between customers. */
function leansOf(records: readonly Scored[]): TrackVerdict['leans'] {
  const logs = records.map(({ expectedOrders, happenedOrders }) =>
    Math.log((expectedOrders + 1) / (happenedOrders + 1)),
  )
  const mean = logs.reduce((total, log) => total + log, 0) / logs.length
  const squares = logs.reduce((total, log) => total + (log - mean) ** 2, 0)
  const standardError = Math.sqrt(squares / (logs.length - 1) / logs.length)
  if (Math.abs(mean) <= BEYOND * standardError) return 'neither'
  return mean > 0 ? 'over' : 'under'
}
