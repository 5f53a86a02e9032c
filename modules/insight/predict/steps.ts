import { basketsStep } from '../baskets/step.ts'
import { demandStep } from '../demand/demand-step.ts'
import { needsStep } from '../needs/needs-step.ts'
import { purchasesStep } from '../purchases/purchases-step.ts'
import { usageStep } from '../usage/usage-step.ts'
import type { PredictStep } from './step.ts'

/** In this order, so that the two that hold most memory, needs and baskets, don't meet. */
export const steps: readonly PredictStep[] = [needsStep, usageStep, demandStep, purchasesStep, basketsStep]
