import type { Table } from './hypergeometric-tail.ts'

/**
 * How much better two things are explained by depending on each other than by not: −2 ln λ of Dunning 1993
 * (Computational Linguistics 19, 61–74), 0 for independence; about χ² with one degree of freedom.
 */
export function logLikelihoodRatio({ all, first, second, both }: Table): number {
  const cell = (count: number, row: number, column: number) =>
    count > 0 ? count * Math.log((count * all) / (row * column)) : 0
  const sum =
    cell(both, first, second) +
    cell(first - both, first, all - second) +
    cell(second - both, all - first, second) +
    cell(all - first - second + both, all - first, all - second)
  return Math.max(0, 2 * sum)
}
