import type { Rule } from './find-rules.ts'

/** Share of false findings among the rules that are believed. */
const CLEAR = 0.05

/** Whether chance explains neither the rule nor any item on its left. */
export const isClear = ({ lift, q, addsQ }: Rule): boolean => lift > 1 && q <= CLEAR && addsQ <= CLEAR
