import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openCustomersHouse } from '../testing/open-customers-house.ts'
import type { CustomerListRow } from './contract.ts'
import { sortKeys } from './sorts.ts'
import { type Ask, askAs } from './testing/ask.ts'
import { fillCustomers } from './testing/fill-customers.ts'
import { fillScores } from './testing/fill-scores.ts'

const tested = await openCustomersHouse()
const { owner } = tested.house.database
await fillCustomers(owner, 1500)
await fillScores(owner)
await owner.query('vacuum customers.customers')
const all = await askAs(tested)
const dealer = await askAs(tested, { unitIds: [3] })
const blind = await askAs(tested, { masked: ['name', 'phone', 'email', 'birthday'] })

const filter = (field: string, op: string, value: unknown = null) => JSON.stringify([{ field, op, value }])

/** Every customer of a list, page by page. */
async function readAll(ask: Ask, query: Record<string, string | undefined>): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = []
  let cursor: string | undefined
  do {
    const { status, body } = await ask('GET', '/api/customers', { query: { limit: '200', ...query, cursor } })
    assert.equal(status, 200, JSON.stringify(body))
    rows.push(...(body.items ?? []))
    cursor = body.next ?? undefined
  } while (cursor)
  return rows
}

const KEY_OF: Record<string, string> = {
  created: 'createdAt',
  lastOrder: 'lastOrderAt',
  firstOrder: 'firstOrderAt',
  lastInteraction: 'lastInteractionAt',
  region: 'regionPath',
  orders: 'ordersCount',
  returns: 'returnsCount',
  complaints: 'complaintsCount',
}

test('every sort, up and down, brings every listed customer once, those without a value last', async () => {
  const { rows } = await owner.query('select count(*)::int as n from customers.customers where listed')
  for (const key of sortKeys) {
    for (const sign of ['', '-']) {
      const items = await readAll(all, { sort: sign + key, limit: '190' })
      assert.equal(items.length, rows[0].n, sign + key)
      assert.equal(new Set(items.map((item) => item.id)).size, rows[0].n)
      if (key === 'name') continue
      const values = items
        .map((item) => item[KEY_OF[key] ?? key])
        .map((value) => (/^-?[\d.]+$/.test(String(value)) ? Number(value) : value))
      const firstEmpty = values.indexOf(null)
      const shown = firstEmpty < 0 ? values : values.slice(0, firstEmpty)
      assert.ok(
        values.slice(shown.length).every((value) => value === null),
        `${sign}${key}: empty ones are not last`,
      )
      const sorted = [...shown].sort((a, b) => ((a as never) < (b as never) ? -1 : (a as never) > (b as never) ? 1 : 0))
      assert.deepEqual(shown, sign ? sorted.reverse() : sorted, sign + key)
    }
  }
})

test('filters find what a plain look at the rows finds', async () => {
  const everybody = await readAll(all, {})
  const same = async (given: string, keep: (row: CustomerListRow) => boolean) => {
    const found = new Set((await readAll(all, { filter: given })).map((row) => row.id))
    const expected = everybody.filter((row) => keep(row as unknown as CustomerListRow)).map((row) => row.id)
    assert.deepEqual([...found].sort(), expected.sort(), given)
    assert.ok(expected.length > 0, `${given} finds nobody`)
  }
  await same(filter('class', 'is', ['key']), (row) => row.class === 'key')
  await same(filter('class', 'isNot', ['key']), (row) => row.class !== 'key')
  await same(filter('class', 'empty'), (row) => row.class === null)
  await same(filter('region', 'is', ['CN/广东']), (row) => `${row.regionPath}/`.startsWith('CN/广东/'))
  await same(
    filter('revenue', 'between', ['100.5', '900']),
    (row) => Number(row.revenue) >= 100.5 && Number(row.revenue) <= 900,
  )
  await same(filter('orders', 'between', [3, null]), (row) => row.ordersCount >= 3)
  await same(filter('tags', 'all', ['often', 'vip']), (row) => row.tags.includes('vip'))
  await same(filter('tags', 'none', ['often']), (row) => !row.tags.includes('often'))
  await same(filter('custom.size', 'is', ['M']), (row) => row.custom.size === 'M')
  await same(filter('custom.size', 'isNot', ['M']), (row) => row.custom.size !== 'M')
  await same(
    filter('email', 'is', [String(everybody.find((row) => row.email)?.email).toUpperCase()]),
    (row) => row.email === everybody.find((one) => one.email)?.email,
  )
  await same(
    filter('recency', 'between', [0, 400]),
    (row) => row.recencyDays !== null && row.recencyDays >= 0 && row.recencyDays <= 400,
  )
  await same(filter('unit', 'is', [3]), (row) => row.unitIds.includes(3))
  await same(filter('segment', 'any', [1]), (row) => row.segmentIds.includes(1))
  await same(filter('segment', 'none', [1]), (row) => !row.segmentIds.includes(1))
})

test('inside a unit the same filters find the same customers, of that unit only', async () => {
  const asked = [
    filter('tags', 'any', ['rare', 'vip']),
    filter('custom.size', 'is', ['M']),
    filter('region', 'is', ['CN/北京']),
    filter('segment', 'any', [1]),
  ]
  for (const given of asked) {
    const mine = await readAll(dealer, { filter: given })
    const expected = (await readAll(all, { filter: given })).filter((row) => (row.unitIds as number[]).includes(3))
    assert.deepEqual(
      mine.map((row) => row.id),
      expected.map((row) => row.id),
      given,
    )
    assert.ok(expected.length > 0, given)
    const { body } = await dealer('GET', '/api/customers/count', { query: { filter: given } })
    assert.deepEqual(body, { count: expected.length, exact: true })
  }
  const found = await readAll(dealer, { q: 'name' })
  assert.deepEqual(found.length, (await readAll(dealer, {})).length)
})

test('search, segment, choices of columns, and counts', async () => {
  const { body } = await all('GET', '/api/customers', { query: { q: '1234', columns: 'revenue' } })
  assert.ok(body.items?.some((row) => row.name === 'Name 1234'))
  assert.deepEqual(Object.keys(body.items?.[0] ?? {}).sort(), ['id', 'name', 'revenue'])
  const members = await readAll(all, { segment: '1' })
  assert.ok(members.length > 5 && members.every((row) => (row.segmentIds as number[]).includes(1)))
  assert.deepEqual((await all('GET', '/api/customers/count', { query: { segment: '2' } })).body, {
    count: 0,
    exact: true,
  })
})

test('what only segments ask is a column of every list, neither a filter nor a sort', async () => {
  const columns = 'ordersCount,basketScore,expectedOrders30,expectedOrders90,expectedValue30,expectedValue90'
  const shown = await readAll(all, { columns, sort: '-orders' })
  const { rows } = await owner.query(`
    select c.customer_id, c.orders_count, 6 - c.recency_score as basket from customers.customers c where c.listed`)
  assert.equal(shown.length, rows.length)
  const hundredths = (count: number) => Math.round(100 * count) / 100
  const byId = new Map(shown.map(({ id, name: _, ...row }) => [id, row]))
  for (const { customer_id, orders_count: orders, basket } of rows) {
    assert.deepEqual(byId.get(customer_id), {
      ordersCount: orders,
      basketScore: orders > 0 ? basket : null,
      expectedOrders30: orders > 0 ? hundredths(Math.fround(orders / 12)) : null,
      expectedOrders90: orders > 0 ? orders / 4 : null,
      expectedValue30: orders > 0 ? (orders * 1.25).toFixed(2) : null,
      expectedValue90: orders > 0 ? (orders * 3.75).toFixed(2) : null,
    })
  }
  assert.ok(shown.some((row) => row.basketScore === null) && shown.some((row) => row.basketScore !== null))
  for (const key of columns.split(',').slice(1)) {
    const asked = filter(key, 'between', ['1', null])
    assert.equal((await all('GET', '/api/customers', { query: { filter: asked } })).body.code, 'filter_invalid', key)
    assert.equal((await all('GET', '/api/customers', { query: { sort: key } })).status, 400, key)
  }
})

test('regions: a parent counts its children, and each level is served', async () => {
  const { body } = await all('GET', '/api/customers/regions')
  const china = body.items?.find(({ path }) => path === 'CN')
  const { body: below } = await all('GET', '/api/customers/regions', { query: { under: 'CN' } })
  assert.equal(
    below.items?.reduce((sum, { count }) => sum + Number(count), 0),
    china?.count,
  )
  assert.ok(below.items?.every(({ hasChildren }) => hasChildren))
  const { body: mine } = await dealer('GET', '/api/customers/regions')
  assert.ok(Number(mine.items?.[0]?.count) < Number(china?.count))
})

test('choices of a field are those that customers have', async () => {
  const choices = async (query: Record<string, string>) =>
    (await all('GET', '/api/customers/choices', { query })).body.items as unknown
  assert.deepEqual(await choices({ field: 'country' }), ['CN', 'GB'])
  assert.deepEqual(await choices({ field: 'city', text: 'P4' }), [
    'P4',
    'P40',
    'P41',
    'P42',
    'P43',
    'P44',
    'P45',
    'P46',
    'P47',
    'P48',
    'P49',
  ])
  assert.deepEqual(await choices({ field: 'tags', text: 'V' }), ['vip'])
})

test('who sees a field masked gets it masked and can neither filter, sort nor search by it, whatever is there', async () => {
  const { body } = await blind('GET', '/api/customers', { query: { sort: '-revenue' } })
  const text = JSON.stringify(body)
  assert.doesNotMatch(text, /Name \d|"c\d+@|\+86138\d{8}|"19\d\d-/)
  for (const value of ['c5@example.com', 'nobody@example.com', 'not an address']) {
    const answer = await blind('GET', '/api/customers', { query: { filter: filter('email', 'is', [value]) } })
    assert.deepEqual([answer.status, answer.body.code], [403, 'field_masked'])
  }
  const refused = [
    filter('phone', 'is', ['+8613800000500']),
    filter('phone', 'filled'),
    filter('birthdayMonth', 'is', [5]),
    filter('name', 'starts', 'n'),
  ]
  for (const given of refused) {
    assert.equal((await blind('GET', '/api/customers/count', { query: { filter: given } })).body.code, 'field_masked')
  }
  assert.equal((await blind('GET', '/api/customers', { query: { sort: 'name' } })).body.code, 'field_masked')
  assert.deepEqual((await blind('GET', '/api/customers', { query: { q: 'name' } })).body.items, [])
  assert.ok(((await all('GET', '/api/customers', { query: { q: 'name' } })).body.items ?? []).length > 0)
  const { body: fields } = await blind('GET', '/api/customers/fields')
  assert.equal(fields.items?.find(({ key }) => key === 'phone')?.masked, true)
})

test('what is not offered is refused, and never a server error', async () => {
  const code = async (query: Record<string, string>) => {
    const { status, body } = await all('GET', '/api/customers', { query })
    return `${status} ${body.code}`
  }
  assert.equal(await code({ filter: 'x' }), '400 invalid_json')
  assert.equal(await code({ filter: filter('password', 'is', ['x']) }), '400 filter_invalid')
  assert.equal(await code({ filter: filter('constructor', 'is', ['x']) }), '400 filter_invalid')
  assert.equal(await code({ filter: filter('class', 'toString', ['x']) }), '400 filter_invalid')
  assert.equal(await code({ filter: filter('revenue', 'between', ['9'.repeat(20), null]) }), '400 filter_invalid')
  assert.equal(await code({ filter: filter('class', 'is', Array(51).fill('key')) }), '400 filter_invalid')
  assert.equal(
    await code({ filter: JSON.stringify(Array(21).fill({ field: 'class', op: 'is', value: ['key'] })) }),
    '400 filter_invalid',
  )
  assert.equal(await code({ filter: `${'['.repeat(40)}${']'.repeat(40)}` }), '400 too_deep')
  assert.equal(await code({ sort: 'search' }), '400 sort_invalid')
  assert.equal(await code({ limit: '1000000000' }), '400 invalid_input')
  assert.equal(await code({ cursor: 'AAAA' }), '400 cursor_invalid')
  assert.equal(
    await code({
      sort: 'revenue',
      cursor: Buffer.from('["orders","1","00000000-0000-7000-8000-000000000001"]').toString('base64url'),
    }),
    '400 cursor_invalid',
  )
  assert.equal(
    await code({
      sort: 'created',
      cursor: Buffer.from('["created","9999999999999999","00000000-0000-7000-8000-000000000001"]').toString(
        'base64url',
      ),
    }),
    '200 undefined',
  )
  assert.equal(await code({ segment: '99' }), '404 segment_not_found')
  assert.equal(await code({ columns: 'search' }), '400 column_invalid')
  const { body } = await all('GET', '/api/customers', { query: { columns: 'orders' } })
  assert.match(String(body.title), /no column orders\. There are id, name, .*ordersCount, revenue/)
  assert.equal(await code({ q: '%_%_%' }), '200 undefined')
  assert.equal(await code({ q: "'); drop table customers.customers; --" }), '200 undefined')
})

test('profit is neither shown nor sorted nor filtered by for who may not see profits; unknown amounts are no zero', async () => {
  const plain = await askAs(tested, { permissions: ['customers.read'] })
  const { body } = await plain('GET', '/api/customers', { query: { columns: 'profit,revenue', limit: '5' } })
  assert.ok(body.items?.every((row) => row.profit === null && typeof row.revenue === 'string'))
  for (const query of [{ sort: '-profit' }, { filter: filter('profit', 'between', ['1', null]) }]) {
    const refused = await plain('GET', '/api/customers', { query })
    assert.deepEqual([refused.status, refused.body.code], [403, 'field_masked'])
  }
  const [first] = (await all('GET', '/api/customers', { query: { sort: '-profit', limit: '1' } })).body.items ?? []
  assert.equal(typeof first?.profit, 'string', 'positive control')
  const known = (yes: boolean) =>
    owner.query('update customers.customers set profit_known = $2, revenue_known = $2 where customer_id = $1', [
      first?.id,
      yes,
    ])
  await known(false)
  const best = { sort: '-profit', limit: '1', filter: filter('profit', 'between', [String(first?.profit), null]) }
  const [unknown] = (await all('GET', '/api/customers', { query: { sort: '-profit', limit: '1' } })).body.items ?? []
  assert.deepEqual([unknown?.id, unknown?.profit, unknown?.revenue], [first?.id, null, null])
  const found = (await all('GET', '/api/customers', { query: best })).body.items ?? []
  assert.equal(
    found.some((row) => row.id === first?.id),
    false,
  )
  await known(true)
})

test('a number of one’s own is asked from and to; places are found by part of their name, however deep', async () => {
  const asked = async (range: unknown) =>
    (await readAll(all, { filter: filter('custom.visits', 'between', range) })).map(
      (row) => (row.custom as { visits: number }).visits,
    )
  const everyone = await asked([null, null])
  assert.ok(everyone.length > 10)
  const middle = everyone.toSorted((a, b) => a - b)[Math.floor(everyone.length / 2)] ?? 0
  assert.deepEqual((await asked([middle, null])).length, everyone.filter((visits) => visits >= middle).length)
  assert.deepEqual((await asked([middle + 0.5, null])).length, everyone.filter((visits) => visits > middle).length)
  const all_ = (await readAll(all, { limit: '200' })).map((row) => String(row.regionPath ?? ''))
  const deep = all_.find((path) => path.split('/').length > 2) ?? ''
  const { body } = await all('GET', '/api/customers/regions', { query: { text: deep.split('/').at(-1) ?? '' } })
  const place = body.items?.find((item) => item.path === deep)
  assert.equal(place?.count, all_.filter((path) => path === deep || path.startsWith(`${deep}/`)).length)
})
