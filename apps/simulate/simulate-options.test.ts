import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { simulate } from './simulate.ts'
import { readSimulateOptions } from './simulate-options.ts'
import { simulateOrders } from './tables.ts'

const good = { customers: 40, from: '2025-03-01', to: '2025-06-30', seed: 2 }

async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const row of rows) list.push(row)
  return list
}

test('what makes no sense is refused', () => {
  const bad = [
    { customers: 0 },
    { language: 'fr' as 'en' },
    { customers: 1.5 },
    { customers: Number.NaN },
    { seed: -1 },
    { seed: 2 ** 32 },
    { from: '2025-07-01' },
    { to: '2025-02-30' },
    { from: '1900-01-01' },
    { acquireUntil: '2025-07-01' },
    { acquireUntil: '2025-02-01' },
    { interactionsPerCustomer: -1 },
    { ordersPerCustomer: 0 },
    { ordersPerCustomer: Number.NaN },
  ]
  for (const change of bad)
    assert.throws(() => readSimulateOptions({ ...good, ...change }), { status: 400 }, JSON.stringify(change))
  assert.equal(readSimulateOptions(good).lastDay - readSimulateOptions(good).firstDay, 121)
})

test('one day and one customer are enough for a shop', async () => {
  const rows = await collect(simulateOrders({ customers: 1, from: '2024-02-29', to: '2024-02-29', seed: 1 }))
  for (const row of rows) assert.ok(row.ordered_at.startsWith('2024-02-29T'))
})

test('English names, foreign currencies and no interactions on demand', async () => {
  const out = await mkdtemp(join(tmpdir(), 'simulate-'))
  try {
    const truth = await simulate({
      ...good,
      customers: 200,
      language: 'en',
      localCurrencies: true,
      interactionsPerCustomer: 0,
      out,
    })
    assert.doesNotMatch(await readFile(join(out, 'products.csv'), 'utf8'), /\p{Script=Han}/u)
    assert.deepEqual(Object.keys(truth.totals.money), ['BRL', 'CNY', 'EUR', 'GBP', 'USD'])
    assert.equal(truth.rows['interactions.csv'], 0)
  } finally {
    await rm(out, { recursive: true })
  }
})

test('more orders per customer on demand', async () => {
  const count = async (ordersPerCustomer: number) =>
    new Set(
      (await collect(simulateOrders({ ...good, customers: 300, to: '2026-02-28', ordersPerCustomer }))).map(
        (row) => row.order_number,
      ),
    ).size
  assert.ok((await count(30)) > 1.8 * (await count(10)))
})
