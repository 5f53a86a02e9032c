import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { dimensionOf } from '../catalogue-rules.ts'
import type { Plan } from './plan.ts'

const MOST = 300
/** Greater answers are rare, and would fill the memory. */
const MOST_CELLS = 3000
const books = new WeakMap<House, Map<string, unknown>>()

/**
 * The answer to the same question of the same version of the facts, kept in this process; else it is found and kept.
 * What customers are today changes without a new version, so questions by it are counted each time.
 */
export async function keptResult<T>(ctx: Context, plan: Plan, version: bigint, find: () => Promise<T>): Promise<T> {
  const asked = [...plan.query.by, ...plan.query.filters.map((filter) => filter.dimension)]
  if (asked.some((key) => dimensionOf(key).ofCustomer)) return find()
  const { query, from, to, currency, seesProfit } = plan
  const scope = ctx.scope.units === 'all' ? 'all' : ctx.scope.units.toSorted((a, b) => a - b)
  const key = JSON.stringify([String(version), query, from, to, currency, seesProfit, scope])
  const book = books.get(ctx.house) ?? new Map<string, unknown>()
  books.set(ctx.house, book)
  const known = book.get(key)
  if (known !== undefined) {
    // Last used stands last.
    book.delete(key)
    book.set(key, known)
    return known as T
  }
  const found = await find()
  if (((found as { cells?: unknown[] }).cells?.length ?? 0) > MOST_CELLS) return found
  book.set(key, found)
  for (const oldest of book.keys()) {
    if (book.size <= MOST) break
    book.delete(oldest)
  }
  return found
}
