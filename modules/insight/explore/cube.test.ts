import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseDecimal } from '#core/words/money.ts'
import { DIMENSIONS, type DimensionKey, dimensionOf, MEASURES, type MeasureKey, OTHERS } from './catalogue-rules.ts'
import type { Filter } from './contract.ts'
import { figureText } from './query/figure-text.ts'
import { openShop } from './testing/open-shop.ts'
import { keysOf, lets, type ModelRow, measured } from './testing/plain-model.ts'
import type { ShopCustomer } from './testing/random-shop.ts'

const { shop, rows, keyFor, ask } = await openShop(7)
const people = {
  company: { key: await keyFor(null), units: [1, 2, 3] },
  dealer: { key: await keyFor([2]), units: [2] },
}
type Who = keyof typeof people

/** Classes and scores are told by the analysis; the model has all the rest. */
const MODELLED = (Object.keys(DIMENSIONS) as DimensionKey[]).filter(
  (key) => !['class', 'recencyScore', 'frequencyScore', 'moneyScore'].includes(key),
)
const seenBy = (who: Who) => (customer: ShopCustomer) => who === 'company' || customer.units.includes(2)

interface Question {
  measure: MeasureKey
  by: DimensionKey[]
  filters: Filter[]
  period: { from: string; to: string } | { all: true }
  top: number
}

const aKey = (dimension: DimensionKey) =>
  fc.constantFrom(...new Set(rows.flatMap((row) => keysOf(row, dimension, () => true))))
const aFilter = fc
  .constantFrom(...MODELLED)
  .chain((dimension) =>
    fc
      .tuple(fc.uniqueArray(aKey(dimension), { minLength: 1, maxLength: 4 }), fc.boolean())
      .map(([keys, isIn]): Filter => (isIn ? { dimension, in: keys } : { dimension, out: keys })),
  )
const aQuestion: fc.Arbitrary<Question> = fc.record({
  measure: fc.constantFrom(...(Object.keys(MEASURES) as MeasureKey[])),
  by: fc.uniqueArray(fc.constantFrom(...MODELLED), { maxLength: 2 }),
  filters: fc.array(aFilter, { maxLength: 2 }),
  period: fc.constantFrom({ all: true as const }, { from: '2024-03-10', to: '2025-02-20' }),
  top: fc.constantFrom(2, 5, 50),
})
const whoAsks = fc.constantFrom<Who[]>('company', 'dealer')

function rowsFor(who: Who, question: Question): ModelRow[] {
  const { period } = question
  return rows.filter(
    (row) =>
      people[who].units.includes(row.order.unit) &&
      ('all' in period || (row.day >= period.from && row.day <= period.to)) &&
      question.filters.every((filter) => lets(row, filter, seenBy(who))),
  )
}

const figureOf = (measure: MeasureKey, some: readonly ModelRow[]) =>
  figureText(measure, ...measured(measure, some), 'GBP')

/** Keys of a row on an axis: only those asked for where a customer has several. */
function keysFor(who: Who, question: Question, row: ModelRow, dimension: DimensionKey): string[] {
  const keys = keysOf(row, dimension, seenBy(who))
  if (!dimensionOf(dimension).overlapping) return keys
  return keys.filter((key) =>
    question.filters.every(
      (filter) =>
        filter.dimension !== dimension || ('in' in filter ? filter.in.includes(key) : !filter.out.includes(key)),
    ),
  )
}

interface Axis {
  dimension: DimensionKey
  items: { key: string; value: string | null }[]
  count: number
}

/** The rows that stand in a cell. */
function rowsAt(who: Who, question: Question, axes: Axis[], keys: string[]): ModelRow[] {
  return rowsFor(who, question).filter((row) =>
    axes.every((axis, at) => {
      const own = keysFor(who, question, row, axis.dimension)
      if (keys[at] !== OTHERS) return own.includes(keys[at] ?? '')
      return own.some((key) => !axis.items.some((item) => item.key === key))
    }),
  )
}

test('every figure of every question is that of a plain count of the same sales', async () => {
  await fc.assert(
    fc.asyncProperty(aQuestion, whoAsks, async (question, who) => {
      const { status, body } = await ask(people[who].key, '/explore', { query: question })
      // Two long axes may ask for more cells than are shown.
      fc.pre(body.code !== 'explore_too_wide')
      assert.equal(status, 200, JSON.stringify(body))
      assert.equal(body.total, figureOf(question.measure, rowsFor(who, question)))
      const axes: Axis[] = body.axes
      for (const [at, axis] of axes.entries()) {
        const some = rowsFor(who, question).filter(
          (row) => question.measure !== 'customers' || (row.isPurchase && row.customer !== null),
        )
        assert.equal(axis.count, new Set(some.flatMap((row) => keysFor(who, question, row, axis.dimension))).size)
        for (const item of axis.items) {
          const keys = axes.map((_, other) => (other === at ? item.key : ''))
          const one = axes.map((other) => (other === axis ? axis : other))
          const some = rowsAt(who, question, [one[at] as Axis], [keys[at] ?? ''])
          assert.equal(
            item.value ?? '0',
            (some.length > 0 ? figureOf(question.measure, some) : item.value) ?? '0',
            item.key,
          )
        }
      }
      for (const cell of body.cells) {
        const keys = axes.map((axis, at) => axis.items[cell.at[at]]?.key ?? '')
        const some = rowsAt(who, question, axes, keys)
        const expected = some.length > 0 ? figureOf(question.measure, some) : cell.value
        assert.equal(cell.value, expected, `${keys}`)
      }
      const places = new Set(body.cells.map((cell: { at: number[] }) => cell.at.join()))
      for (const row of rowsFor(who, question)) {
        const at = axes.map((axis) =>
          axis.items.findIndex((item) => keysFor(who, question, row, axis.dimension).includes(item.key)),
        )
        if (at.every((place) => place >= 0) && measured(question.measure, [row]).some((part) => part !== 0n))
          assert.ok(places.has(at.join()))
      }
    }),
    { numRuns: 250 },
  )
})

interface Item {
  customerId: string
  value: string | null
  of: [string, string] | null
}

async function listOf(key: string, query: object): Promise<{ items: Item[]; whole: Whole }> {
  const items: Item[] = []
  let cursor: string | null = null
  let whole: Whole | null = null
  do {
    const { status, body } = await ask(key, '/explore/customers', { query, limit: 7, ...(cursor && { cursor }) })
    assert.equal(status, 200, JSON.stringify(body))
    items.push(...body.items)
    whole ??= body.whole
    cursor = body.next
  } while (cursor)
  return { items, whole: whole as Whole }
}

interface Whole {
  customers: number
  listed: string[]
  elsewhere: { customers: number; of: string[] }
  anonymous: { orders: number; of: string[] }
}

const micro = (text: string | undefined) => parseDecimal(text ?? '0') ?? assert.fail(`no decimal: ${text}`)

/** The cell's figure, made again from its customers one by one. */
function remade(measure: MeasureKey, { items, whole }: { items: Item[]; whole: Whole }): string | null {
  const { isRatio, unit } = MEASURES[measure]
  const part = (at: number) =>
    items.reduce((sum, item) => sum + micro(isRatio ? item.of?.[at] : (item.value ?? undefined)), 0n) +
    micro(whole.elsewhere.of[at]) +
    micro(whole.anonymous.of[at])
  const counted = (amount: bigint) => amount / 1_000_000n
  const thousandths = (amount: bigint) => amount / 1000n
  const top =
    unit === 'count' ? counted(part(0)) : unit === 'quantity' || unit === 'average' ? thousandths(part(0)) : part(0)
  const bottom = !isRatio ? 0n : unit === 'share' ? part(1) : counted(part(1))
  return figureText(measure, top, bottom, 'GBP')
}

test('every cell is the sum of the customers it opens, and a count of customers is their number', async () => {
  await fc.assert(
    fc.asyncProperty(aQuestion, whoAsks, fc.nat(), async (question, who, nth) => {
      const { status, body } = await ask(people[who].key, '/explore', { query: question })
      fc.pre(body.code !== 'explore_too_wide')
      assert.equal(status, 200, JSON.stringify(body))
      const cell = body.cells[nth % Math.max(body.cells.length, 1)]
      if (!cell) return
      const own = (body.axes as Axis[]).map((axis, at): Filter => {
        const key = axis.items[cell.at[at]]?.key ?? ''
        const others = axis.items.flatMap((item) => (item.key === OTHERS ? [] : [item.key]))
        return key === OTHERS ? { dimension: axis.dimension, out: others } : { dimension: axis.dimension, in: [key] }
      })
      const list = await listOf(people[who].key, { ...question, by: [], filters: [...question.filters, ...own] })
      assert.equal(remade(question.measure, list), cell.value)
      assert.equal(new Set(list.items.map((item) => item.customerId)).size, list.items.length, 'nobody twice')
      assert.equal(list.items.length, list.whole.customers)
      if (question.measure === 'customers') {
        assert.equal(String(list.items.length + list.whole.elsewhere.customers), cell.value)
      }
      if (who === 'dealer') {
        const seen = new Set(shop.customers.filter(seenBy('dealer')).map((one) => one.id))
        assert.ok(list.items.every((item) => seen.has(item.customerId)))
      }
    }),
    { numRuns: 200 },
  )
})
