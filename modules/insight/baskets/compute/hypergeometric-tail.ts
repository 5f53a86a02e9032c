import gammaln from '@stdlib/math-base-special-gammaln'

/** How many baskets there are, how many hold the first thing, how many the second, and how many both. */
export interface Table {
  all: number
  first: number
  second: number
  both: number
}

const TINY = 1e-18

/**
 * How likely two things that have nothing to do with each other stand together in `both` baskets or more: the upper tail
 * of the hypergeometric distribution, Fisher's exact test of one side (Fisher 1935, The Design of Experiments). The first
 * term by logarithms of factorials, the others by their ratios.
 */
export function hypergeometricTail({ all, first, second, both }: Table): number {
  const from = Math.max(0, first + second - all)
  const to = Math.min(first, second)
  if (both <= from) return 1
  if (both > to) return 0
  // Above the mean the terms fall from here on; below it those before do, and what they leave is the tail.
  if (both > (first * second) / all) return Math.min(1, sumOf(both, to, 1, { all, first, second }))
  return Math.max(0, 1 - sumOf(both - 1, from, -1, { all, first, second }))
}

function sumOf(at: number, end: number, step: 1 | -1, { all, first, second }: Omit<Table, 'both'>): number {
  let term = Math.exp(logChoose(first, at) + logChoose(all - first, second - at) - logChoose(all, second))
  let sum = term
  for (let k = at; k !== end && term > sum * TINY; k += step) {
    const up = step === 1 ? k : k - 1
    const ratio = ((first - up) * (second - up)) / ((up + 1) * (all - first - second + up + 1))
    term *= step === 1 ? ratio : 1 / ratio
    sum += term
  }
  return sum
}

const logChoose = (n: number, k: number) => gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
