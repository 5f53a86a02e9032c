import type { PredictStep } from '../predict/step.ts'
import { computeUsage } from './compute-usage.ts'

/** Usage and loyalty by category. Nothing is fitted: it counts what was bought, by a stated rule. */
export const usageStep: PredictStep = { name: 'usage', isShown: true, run: computeUsage }
