import { basketsStep } from '../baskets/step.ts'
import type { PredictStep } from './step.ts'

/** In this order, one after another, so that memory is that of the greatest, not of all. */
export const steps: readonly PredictStep[] = [basketsStep]
