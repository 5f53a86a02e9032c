import type { NeedColumns } from './need-columns.ts'

/** Fewer gaps between purchases say nothing about when the next one comes. */
export const LEAST_GAPS = 10

/** Whether what is told rests on enough gaps to be told at all. */
export const isEnough = ({ purchases }: NeedColumns): boolean =>
  purchases.reduce((sum, count) => sum + count - 1, 0) >= LEAST_GAPS
