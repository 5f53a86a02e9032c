import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDecimal, parseDecimal } from '#core/words/money.ts'
import { openShop } from './testing/open-shop.ts'
import { type ModelRow, measured } from './testing/plain-model.ts'

const { rows, keyFor, ask, owner } = await openShop(11, { customers: 30, orders: 300 })
const key = await keyFor(null)
const monthNumber = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
const { rows: days } = await owner.query<{ last: string }>(`select max(day)::text as last from insight.sales_days`)
const last = monthNumber((days[0]?.last ?? '').slice(0, 7))

/** Of whom everything is asked: their first purchase lies in the time. */
const followed = (some: readonly ModelRow[]) =>
  some.filter((row) => row.firstMonth !== null && row.customer !== null && row.month >= row.firstMonth)
const buyers = (some: readonly ModelRow[]) =>
  new Set(some.flatMap((row) => (row.isPurchase ? (row.customer?.id ?? []) : [])))

for (const measure of ['customers', 'revenue'] as const) {
  for (const channel of [null, 'web']) {
    test(`cohorts of ${measure}${channel ? ' in one channel' : ''} are those of a plain count`, async () => {
      const filters = channel ? [{ dimension: 'channel', in: [channel] }] : []
      const query = { kind: 'cohort', measure, by: ['cohort'], filters, period: { all: true } }
      const { status, body } = await ask(key, '/explore/cohorts', { query })
      assert.equal(status, 200)
      const own = followed(rows).filter((row) => channel === null || row.order.channel === channel)
      const cohorts = Map.groupBy(own, (row) => row.firstMonth ?? '')
      const known = [...cohorts].filter(([, some]) => buyers(some).size > 0).map(([month]) => month)
      assert.deepEqual(
        body.rows.map((row: { key: string }) => row.key),
        known.toSorted(),
      )
      for (const row of body.rows) {
        const some = cohorts.get(row.key) ?? []
        assert.equal(row.customers, buyers(some).size)
        for (const [since, month] of row.months.entries()) {
          const has = monthNumber(row.key) + since <= last
          assert.equal(month !== null, has, 'a month that has not come says nothing')
          if (!has) continue
          const then = some.filter((one) => monthNumber(one.month) - monthNumber(row.key) === since)
          assert.equal(month.customers, row.customers)
          const [revenue] = measured('revenue', then)
          assert.equal(month.value, measure === 'customers' ? String(buyers(then).size) : formatDecimal(revenue, 'GBP'))
        }
      }
      for (const [since, month] of body.all.entries()) {
        const then = own.filter((one) => monthNumber(one.month) - monthNumber(one.firstMonth ?? '') === since)
        const come = own.filter((one) => monthNumber(one.firstMonth ?? '') + since <= last)
        assert.equal(month.customers, buyers(come).size)
        const [revenue] = measured('revenue', then)
        assert.equal(month.value, measure === 'customers' ? String(buyers(then).size) : formatDecimal(revenue, 'GBP'))
      }
      const first = body.rows[0]
      const cell = [
        { dimension: 'cohort', in: [first.key] },
        { dimension: 'monthsSince', in: ['0'] },
      ]
      const list = await ask(key, '/explore/customers', {
        query: { ...query, filters: [...filters, ...cell] },
        limit: 200,
      })
      if (measure === 'customers') assert.equal(String(list.body.whole.customers), first.months[0].value)
      else assert.equal(list.body.whole.value, first.months[0].value)
    })
  }
}

test('the curve is that of customers sorted by hand, and a point opens who brought as much', async () => {
  const query = {
    kind: 'pareto',
    measure: 'revenue',
    filters: [{ dimension: 'unit', in: ['1', '2'] }],
    period: { all: true },
  }
  const { status, body } = await ask(key, '/explore/pareto', { query })
  assert.equal(status, 200)
  const mine = rows.filter((row) => row.customer !== null && row.order.unit !== 3)
  const parts = [...Map.groupBy(mine, (row) => row.customer?.id).values()]
    .map((some) => measured('revenue', some)[0])
    .sort((a, b) => (a < b ? 1 : -1))
  const total = parts.reduce((sum, part) => sum + part, 0n)
  assert.equal(body.customers, parts.length)
  assert.equal(body.total, formatDecimal(total, 'GBP'))
  assert.equal(body.points.length, 101)
  for (const percent of [0, 1, 20, 50, 100]) {
    const place = Math.floor((2 * parts.length * percent + 100) / 200)
    const best = parts.slice(0, place).reduce((sum, part) => sum + part, 0n)
    assert.ok(Math.abs(body.points[percent].share - Number(best) / Number(total)) < 2e-6)
    if (place === 0) continue
    const least = parts[place - 1] ?? 0n
    assert.equal(body.points[percent].least, formatDecimal(least, 'GBP'))
    const behind = await ask(key, '/explore/customers', { query, atLeast: body.points[percent].least, limit: 200 })
    assert.equal(behind.body.items.length, parts.filter((part) => part >= least).length)
    assert.equal(behind.body.items.length, body.points[percent].customers)
    const sum = behind.body.items.reduce(
      (whole: bigint, item: { value: string }) => whole + (parseDecimal(item.value) ?? 0n),
      0n,
    )
    assert.equal(formatDecimal(sum, 'GBP'), behind.body.whole.value)
  }
})
