import type { SalesLines } from '../../compute/sales-lines.ts'
import { type Choice, customerUsage } from './customer-usage.ts'
import type { LoyaltyShares, UsageShares } from './rule.ts'
import { collectUsage, type UsageColumns } from './usage-columns.ts'
import { limitsOf, type UsageLimits } from './usage-limits.ts'

export type UsageLines = Pick<
  SalesLines,
  'customer' | 'order' | 'category' | 'brand' | 'day' | 'quantity' | 'revenue' | 'isSale'
>

export interface Brands {
  /** Place of each in the order of names. */
  rank: Int32Array
  /** 1: of the company itself. */
  isOwn: Uint8Array
}

export interface UsageOptions {
  /** First and last day that count, in days since 1970-01-01. */
  from: number
  to: number
  /** Lines of customers from this number on are passed over. */
  customers: number
  /** Of each category: the numbers of the paths it counts in. */
  paths: readonly (readonly number[])[]
  pathCount: number
  brands: Brands
  rule: { usage: UsageShares; loyalty: LoyaltyShares }
}

/** Usage and loyalty of each customer in each path that they bought of, by customer, then by path; see README.md of the room. Who kept nothing has no row. */
export function usageOfLines(
  lines: UsageLines,
  { from, to, customers, paths, pathCount, brands, rule }: UsageOptions,
): UsageColumns & { limits: UsageLimits } {
  const { places, starts } = byCustomer(lines, customers, from, to)
  const found = collectUsage()
  for (let customer = 0; customer < customers; customer++) {
    const choices: Choice[] = []
    for (let at = starts[customer] as number; at < (starts[customer + 1] as number); at++) {
      const line = places[at] as number
      for (const path of paths[lines.category[line] as number] ?? []) choices.push(choiceOf(lines, line, path))
    }
    for (const row of customerUsage(choices, brands, rule.loyalty)) found.add(customer, row)
  }
  const columns = found.columns()
  const limits = limitsOf(columns, pathCount, rule.usage)
  for (let row = 0; row < columns.path.length; row++) {
    const [path, quantity] = [columns.path[row] as number, columns.quantity[row] as number]
    columns.usage[row] =
      quantity >= (limits.heavyFrom[path] as number) ? 2 : Number(quantity >= (limits.mediumFrom[path] as number))
  }
  return { ...columns, limits }
}

const choiceOf = (lines: UsageLines, line: number, path: number): Choice => ({
  path,
  brand: lines.brand[line] as number,
  day: lines.day[line] as number,
  order: lines.order[line] as number,
  quantity: Math.round((lines.quantity[line] as number) * 1000),
  revenue: Math.round(lines.revenue[line] as number),
  isBought: lines.isSale[line] === 1 && (lines.quantity[line] as number) > 0,
})

/** Places of the lines within the days, those of a customer together (counting sort). */
function byCustomer({ customer, day }: UsageLines, customers: number, from: number, to: number) {
  const counts = (line: number) => {
    const [one, when] = [customer[line] as number, day[line] as number]
    return one >= 0 && one < customers && when >= from && when <= to
  }
  const starts = new Int32Array(customers + 1)
  for (let line = 0; line < day.length; line++) if (counts(line)) (starts[(customer[line] as number) + 1] as number)++
  for (let one = 0; one < customers; one++) (starts[one + 1] as number) += starts[one] as number
  const next = starts.slice(0, customers)
  const places = new Int32Array(starts[customers] as number)
  for (let line = 0; line < day.length; line++) {
    if (!counts(line)) continue
    const one = customer[line] as number
    places[next[one] as number] = line
    ;(next[one] as number)++
  }
  return { places, starts }
}
