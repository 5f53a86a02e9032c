import type { House } from '#core/house.ts'

export interface Prediction {
  /** Last day that counts (YYYY-MM-DD, the company's time zone): models see nothing after its end. */
  asOf: string
  signal: AbortSignal
}

/**
 * One of the models that are computed anew after each analysis of everybody. Opens transactions of its own, computes in a
 * thread where there is much to do, and may run twice.
 */
export interface PredictStep {
  name: string
  run(house: House, prediction: Prediction): Promise<void>
}
