import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import * as columns from './csv-columns.ts'
import { type SimulateResult, simulate } from './simulate.ts'
import { simulateCustomers, simulateInteractions, simulateOrders, simulateProducts } from './tables.ts'

type Row = Record<string, string>

const FILES = ['customers.csv', 'products.csv', 'orders.csv', 'interactions.csv'] as const
const options = { customers: 1500, from: '2023-01-01', to: '2025-12-31', seed: 5 }
const folder = mkdtempSync(join(tmpdir(), 'simulate-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function readRows(name: string): Row[] {
  return parse(readFileSync(join(folder, 'a', name)), { columns: true })
}

function hashOf(run: string, name: string): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, run, name)))
    .digest('hex')
}

function micro(text: string): bigint {
  const [whole = '', places = ''] = text.replace('-', '').split('.')
  const amount = BigInt(whole) * 1_000_000n + BigInt(places.padEnd(6, '0'))
  return text.startsWith('-') ? -amount : amount
}

async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const row of rows) list.push(row)
  return list
}

const lineMicro = (row: Row) => BigInt(row.quantity ?? '') * micro(row.unit_price ?? '') - micro(row.discount ?? '')

describe('the files of a made-up shop', () => {
  let truth: SimulateResult
  let rows: Record<(typeof FILES)[number], Row[]>

  before(async () => {
    truth = await simulate({ ...options, out: join(folder, 'a') })
    rows = {
      'customers.csv': readRows('customers.csv'),
      'products.csv': readRows('products.csv'),
      'orders.csv': readRows('orders.csv'),
      'interactions.csv': readRows('interactions.csv'),
    }
  })

  test('equal arguments give equal bytes, another seed others', async () => {
    await simulate({ ...options, out: join(folder, 'b') })
    await simulate({ ...options, seed: 6, out: join(folder, 'c') })
    for (const name of [...FILES, 'truth.json']) {
      assert.equal(hashOf('b', name), hashOf('a', name), name)
      assert.notEqual(hashOf('c', name), hashOf('a', name), name)
    }
  })

  test('truth.json holds what is returned, and its counts are those of the files', () => {
    assert.deepEqual(
      JSON.parse(readFileSync(join(folder, 'a', 'truth.json'), 'utf8')),
      JSON.parse(JSON.stringify(truth)),
    )
    for (const name of FILES) assert.equal(rows[name].length, truth.rows[name], name)
    const orders = rows['orders.csv']
    assert.equal(new Set(orders.map((row) => row.order_number)).size, truth.totals.orders)
    const anonymous = orders.filter((row) => !row.customer_ref && !row.email && !row.phone)
    assert.equal(anonymous.length, truth.totals.anonymousLines)
    assert.ok(anonymous.length > 0)
    const kinds = Object.groupBy(rows['interactions.csv'], (row) => row.kind ?? '')
    for (const [kind, count] of Object.entries(truth.totals.kinds)) assert.equal(kinds[kind]?.length, count, kind)
  })

  test('sums of money agree with the files to the last digit', () => {
    let sold = 0n
    let returned = 0n
    let cancelled = 0n
    let cost = 0n
    for (const row of rows['orders.csv']) {
      const amount = lineMicro(row)
      if (row.status === 'cancelled') {
        cancelled += amount
        continue
      }
      if (amount < 0n) returned += amount
      else sold += amount
      cost += BigInt(row.quantity ?? '') * micro(row.unit_cost ?? '')
    }
    const money = truth.totals.money.CNY
    assert.ok(money)
    assert.deepEqual(
      [sold, returned, sold + returned, cancelled, cost],
      [money.sold, money.returned, money.revenue, money.cancelled, money.cost].map(micro),
    )
    assert.ok(returned < 0n && cancelled > 0n)
  })

  test('the columns are those the importer knows', () => {
    const heads: [string, readonly string[]][] = [
      ['customers.csv', columns.customerColumns],
      ['products.csv', columns.productColumns],
      ['orders.csv', columns.orderColumns],
      ['interactions.csv', columns.interactionColumns],
    ]
    for (const [name, expected] of heads) {
      assert.equal(readFileSync(join(folder, 'a', name), 'utf8').split('\n')[0], expected.join(','))
    }
  })

  test('the generators give the rows of the files', async () => {
    assert.deepEqual(await collect(simulateCustomers(options)), rows['customers.csv'])
    assert.deepEqual(await collect(simulateProducts(options)), rows['products.csv'])
    assert.deepEqual(await collect(simulateOrders(options)), rows['orders.csv'])
    assert.deepEqual(await collect(simulateInteractions(options)), rows['interactions.csv'])
  })

  test('no line of a message begins or ends with a blank', async () => {
    const messages = (await collect(simulateInteractions(options))).map((row) => row.body ?? '')
    assert.ok(messages.some((body) => body.includes('\n')))
    for (const body of messages) assert.doesNotMatch(body, /^[ \t]|[ \t]$/m, body)
  })

  test('an English shop has English tags, staff, products and letters; a Chinese one Chinese', async () => {
    const words = async (language: 'zh' | 'en') => {
      const [people, messages] = [
        simulateCustomers({ ...options, language }),
        simulateInteractions({ ...options, language }),
      ]
      const texts = [
        ...(await collect(people)).map((row) => row.tags ?? ''),
        ...(await collect(messages)).flatMap((row) => [row.staff ?? '', row.subject ?? '', row.body ?? '']),
      ]
      return texts.filter((text) => /\p{Script=Han}/u.test(text)).length
    }
    assert.equal(await words('en'), 0)
    assert.ok((await words('zh')) > 100)
  })

  test('no control character, lone surrogate or unfilled placeholder', () => {
    for (const name of FILES) {
      const text = readFileSync(join(folder, 'a', name), 'utf8')
      assert.doesNotMatch(text, /[\p{Cc}--\n]/v, name)
      assert.doesNotMatch(text, /undefined|NaN|\{\w+\}/, name)
      assert.ok(text.isWellFormed())
      assert.ok(!text.includes('\uFFFD'))
    }
  })

  test('every time lies inside the range and no customer acts before they exist, but for browsing', () => {
    const times = [
      ...rows['customers.csv'].map((row) => row.created_at),
      ...rows['orders.csv'].map((row) => row.ordered_at),
      ...rows['interactions.csv'].map((row) => row.occurred_at),
    ]
    for (const time of times) {
      assert.match(time ?? '', /^202[345]-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/)
      assert.ok(!Number.isNaN(Date.parse(time ?? '')))
    }
    const created = new Map(rows['customers.csv'].map((row) => [row.customer_ref, row.created_at ?? '']))
    for (const row of rows['orders.csv']) {
      if (row.customer_ref)
        assert.ok((created.get(row.customer_ref) ?? '9') <= (row.ordered_at ?? ''), row.order_number ?? '')
    }
  })

  test('references, barcodes, phones and mail addresses are sound', () => {
    const refs = rows['customers.csv'].map((row) => row.customer_ref)
    assert.equal(new Set(refs).size, refs.length)
    for (const { barcode = '' } of rows['products.csv']) {
      const sum = [...barcode].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0)
      assert.ok(barcode.length === 13 && sum % 10 === 0, barcode)
    }
    const people: Row[] = [...rows['customers.csv'], ...rows['orders.csv']]
    for (const { phone = '', country, email = '' } of people) {
      if (phone) assert.ok(parsePhoneNumberFromString(phone, country as 'CN')?.isValid(), `${country} ${phone}`)
      if (email) assert.match(email, /^[a-z0-9._]+@([a-z]+\.)?(example\.com|example)$/)
    }
    const skus = new Set(rows['products.csv'].map((row) => row.sku))
    assert.equal(skus.size, rows['products.csv'].length)
    for (const row of rows['orders.csv']) assert.ok(skus.has(row.sku))
  })

  test('the shape is that of a real shop', () => {
    const revenue = new Map<string, bigint>()
    for (const row of rows['orders.csv']) {
      const ref = row.customer_ref || row.email || row.phone
      if (ref && row.status !== 'cancelled') revenue.set(ref, (revenue.get(ref) ?? 0n) + lineMicro(row))
    }
    const sorted = [...revenue.values()]
      .map(Number)
      .filter((value) => value > 0)
      .sort((a, b) => b - a)
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
    const share = sum(sorted.slice(0, Math.ceil(sorted.length / 5))) / sum(sorted)
    for (const value of [share, truth.topFifthShare]) assert.ok(value >= 0.6 && value <= 0.75, String(value))
    const perCustomer = truth.totals.orders / options.customers
    assert.ok(perCustomer > 8.5 && perCustomer < 12, `${perCustomer} orders per customer`)
    const touches = rows['interactions.csv'].length / options.customers
    assert.ok(touches > 9 && touches < 15, `${touches} interactions per customer`)
  })

  test('the dirt is there and named', () => {
    const byRef = new Map(rows['customers.csv'].map((row) => [row.customer_ref, row]))
    assert.ok(truth.duplicates.length > 5)
    for (const [first, second] of truth.duplicates) {
      const pair = [byRef.get(first), byRef.get(second)]
      const [a, b] = pair.map((row) => parsePhoneNumberFromString(row?.phone ?? '', row?.country as 'CN')?.number)
      assert.ok(a !== undefined && a === b, `${first} and ${second}`)
      assert.notEqual(pair[0]?.name, pair[1]?.name)
    }
    assert.equal(byRef.size, options.customers + truth.duplicates.length)
    for (const ref of truth.cancelledMistakes) {
      const huge = rows['orders.csv'].filter(
        (row) => row.customer_ref === ref && Math.abs(Number(row.quantity)) >= 2400,
      )
      assert.equal(
        huge.reduce((total, row) => total + lineMicro(row), 0n),
        0n,
      )
    }
    assert.ok(truth.cancelledMistakes.length > 0)
    assert.ok(rows['orders.csv'].some((row) => Number(row.quantity) < 0 && !row.order_number?.includes('-R')))
    assert.ok(rows['customers.csv'].some((row) => row.email === ''))
  })

  test('late deliveries are reviewed worse', () => {
    const reviews = rows['interactions.csv'].filter((row) => row.kind === 'review')
    const scores = (late: boolean) =>
      reviews
        .filter((row) => /太慢|太久|slow|late/i.test(row.subject ?? '') === late)
        .map((row) => Number(/([1-5])\/5$/.exec(row.subject ?? '')?.[1]))
    const mean = (values: number[]) => values.reduce((total, value) => total + value, 0) / values.length
    assert.ok(mean(scores(true)) < 3)
    assert.ok(mean(scores(false)) > 4)
  })
})
