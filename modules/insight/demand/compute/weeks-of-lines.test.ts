import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, daysBetween } from '#core/words/dates.ts'
import { dayNumber, FIRST_DAY } from '../../compute/day-number.ts'
import { weeksOfLines } from './weeks-of-lines.ts'

const [CATEGORIES, PRODUCTS] = [3, 4]
const line = fc.record({
  category: fc.integer({ min: 0, max: CATEGORIES - 1 }),
  product: fc.integer({ min: -1, max: PRODUCTS - 1 }),
  day: fc.integer({ min: dayNumber('2026-01-01'), max: dayNumber('2026-02-20') }),
  quantity: fc.constantFrom(-2, -0.125, 0.1, 1, 2.5, 3.333),
  isSale: fc.constantFrom(0, 1, 1),
  isUndone: fc.constantFrom(0, 0, 0, 1),
})
type Line = typeof line extends fc.Arbitrary<infer One> ? One : never

const columns = (lines: readonly Line[]) => ({
  category: Int32Array.from(lines, (one) => one.category),
  product: Int32Array.from(lines, (one) => one.product),
  day: Int32Array.from(lines, (one) => one.day),
  quantity: Float32Array.from(lines, (one) => one.quantity),
  isSale: Uint8Array.from(lines, (one) => one.isSale),
  isUndone: Uint8Array.from(lines, (one) => one.isUndone),
})

const weekday = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** Days as texts, one week and one thing at a time. */
function plain(lines: readonly Line[], asOf: string, of: 'category' | 'product') {
  const dayOf = ({ day }: Line) => addDays(FIRST_DAY, day)
  const sales = lines.filter((one) => one.isSale === 1).map(dayOf)
  const opened = sales.toSorted()[0]
  if (opened === undefined || opened > asOf) return null
  let monday = opened
  while (weekday(monday) !== 0) monday = addDays(monday, 1)
  const mondays: string[] = []
  for (; addDays(monday, 6) <= asOf; monday = addDays(monday, 7)) mondays.push(monday)
  if (mondays.length === 0) return null
  const counted = lines.filter((one) => {
    const day = dayOf(one)
    return one.isUndone === 0 && day >= (mondays[0] as string) && daysBetween(mondays.at(-1) as string, day) <= 6
  })
  const rounded = (value: number) => Math.round(value * 1000) / 1000
  const things = [...new Set(counted.map((one) => one[of]))].filter((thing) => thing >= 0).sort((a, b) => a - b)
  const found = things.flatMap((thing) => {
    const mine = counted.filter((one) => one[of] === thing)
    const sold = mine.filter((one) => one.isSale === 1 && one.quantity > 0)
    if (sold.length === 0) return []
    const values = mondays.map((begin) => {
      const week = sold.filter((one) => dayOf(one) >= begin && dayOf(one) <= addDays(begin, 6))
      return rounded(week.reduce((sum, one) => sum + one.quantity, 0))
    })
    const returned = mine.filter((one) => one.quantity < 0).reduce((sum, one) => sum - one.quantity, 0)
    const from = of === 'product' ? values.findIndex((value) => value > 0) : 0
    return [{ thing, values: values.slice(from), lines: sold.length, returned: rounded(returned) }]
  })
  return { first: mondays[0], weeks: mondays.length, found }
}

test('weeks are counted as by looking at each week and thing in turn', () => {
  let [seen, empty] = [0, 0]
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60, size: 'max' }), fc.integer({ min: 3, max: 50 }), (lines, after) => {
      const asOf = addDays('2026-01-01', after)
      const given = columns(lines.filter(({ day }) => day <= dayNumber(asOf)))
      const kept = lines.filter(({ day }) => day <= dayNumber(asOf))
      const found = weeksOfLines({ lines: given, asOf: dayNumber(asOf), categories: CATEGORIES, products: PRODUCTS })
      const [leaves, products] = [plain(kept, asOf, 'category'), plain(kept, asOf, 'product')]
      if (!found) {
        empty++
        assert.deepEqual([leaves, products], [null, null])
        return
      }
      const told = (things: typeof found.leaves) => things.map((one) => ({ ...one, values: [...one.values] }))
      assert.deepEqual([addDays(FIRST_DAY, found.firstDay), found.weeks], [leaves?.first, leaves?.weeks])
      assert.deepEqual(told(found.leaves), leaves?.found)
      assert.deepEqual(told(found.products), products?.found)
      seen += found.products.length
    }),
    { numRuns: 400 },
  )
  assert.ok(seen > 300 && empty > 5, `${seen} products in weeks, ${empty} shops without one`)
})
