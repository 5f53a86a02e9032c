import type { House } from '#core/house.ts'
import { readSales, type Sales } from './read-sales.ts'

export interface Prediction {
  /** Last day that counts (YYYY-MM-DD, the company's time zone): models see nothing after its end. */
  asOf: string
  signal: AbortSignal
  /** All lines up to that day, read when first asked for and once for all steps. */
  sales(): Promise<Sales>
}

/**
 * One of the models that are computed anew after each analysis of everybody. Opens transactions of its own, computes in a
 * thread where there is much to do, and may run twice.
 */
export interface PredictStep {
  name: string
  /** Whether lists, charts and classes show what it finds: they wait for it. */
  isShown: boolean
  run(house: House, prediction: Prediction): Promise<void>
}

/** What the steps of one run share. */
export function predictionOf(house: House, asOf: string, signal: AbortSignal): Prediction {
  let sales: Promise<Sales> | undefined
  return { asOf, signal, sales: () => (sales ??= readSales(house, asOf, signal)) }
}
