import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Context } from '#core/context.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { placeOrderCall } from '#modules/orders/order/contract.ts'
import { placeOrder } from '#modules/orders/order/place-order.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../../../apps/rooms.ts'
import { changeCustomer } from '../customer/change-customer.ts'
import { findCustomer } from '../customer/find-customer.ts'
import { importCustomers } from '../import/import-customers.ts'
import { addInteraction } from '../interaction/add-interaction.ts'
import { addRelation } from '../relation/change-relations.ts'
import { mergeCustomers } from './merge-customers.ts'
import { unmergeCustomer } from './unmerge-customer.ts'

const { house, app } = await openTestHouse(rooms)
const inHouse = <T>(work: (ctx: Context) => Promise<T>) => house.asSystem('test', work)
const rows = async (text: string, values: unknown[] = []) => (await house.database.owner.query(text, values)).rows
const { key } = await inHouse((ctx) =>
  addApiKey(ctx, { name: 'merge', permissions: ['customers.read', 'customers.edit', 'customers.merge'] }),
)

async function ask(method: 'GET' | 'POST', url: string, body?: object) {
  const answer = await app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { payload: JSON.stringify(body) }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

async function bring(ref: string, more: Record<string, unknown> = {}): Promise<string> {
  const value = { customerRef: ref, name: ref, ...more }
  await inHouse((ctx) => importCustomers(ctx, { runId: uuid7(), source: 'shop', rows: [{ line: 2, value }] }))
  const [found] = await rows(
    `select customer_id from customers.identity_owners where kind = 'ref' and value_key = $1`,
    [ref],
  )
  return found.customer_id
}

let number = 0
const order = async (customer: Record<string, string>) => {
  const lines = [{ sku: 'A', productName: 'Tea', quantity: '1', unitPrice: '10' }]
  const input = placeOrderCall.body.parse({
    customer,
    currency: 'GBP',
    source: 'shop',
    orderNumber: `M-${++number}`,
    lines,
  })
  return inHouse((ctx) => placeOrder(ctx, input))
}
const note = (customerId: string, body: string) =>
  inHouse((ctx) => addInteraction(ctx, { customerId, kind: 'note', body }))
const rename = async (customerId: string, name: string) => {
  const { version } = await inHouse((ctx) => findCustomer(ctx, { customerId }))
  await inHouse((ctx) => changeCustomer(ctx, { customerId, ifMatch: version, name }))
}

/** Everything about these customers, but for marks of when it was last written. */
async function everything(ids: readonly string[]): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {}
  const tables = await rows(`select table_name from core.customer_tables where moves order by 1`)
  for (const { table_name } of tables) {
    const some = await rows(
      `select to_jsonb(t) - 'changed_at' - 'version' as row from ${table_name} t where customer_id = any($1)`,
      [ids],
    )
    found[table_name] = some.map(({ row }) => JSON.stringify(row)).sort()
  }
  found.records = (
    await rows(
      `select to_jsonb(t) - 'changed_at' - 'edited_at' - 'version' - 'segment_ids' - 'orders_count' - 'revenue_micro'
         - 'profit_micro' - 'first_order_at' - 'last_order_at' - 'returns_count' as row
       from customers.customers t where customer_id = any($1)`,
      [ids],
    )
  )
    .map(({ row }) => JSON.stringify(row))
    .sort()
  return found
}

test('joined, a record answers 410 and its life stands on the other; made two again, every row is where it was', async () => {
  const stays = await bring('stay', {
    email: 'li@example.com',
    city: 'Leeds',
    tags: ['vip'],
    createdAt: new Date('2024-03-01'),
  })
  const joins = await bring('join', {
    email: 'li@example.org',
    company: 'Li Ltd',
    tags: ['tea'],
    createdAt: new Date('2023-01-01'),
  })
  const friend = await bring('friend')
  await order({ customerRef: 'stay' })
  await order({ customerRef: 'join' })
  await note(joins, 'likes tea')
  await inHouse((ctx) => addRelation(ctx, { customerId: friend, otherId: joins, kind: 'spouse' }))
  await inHouse((ctx) => addRelation(ctx, { customerId: stays, otherId: joins, kind: 'colleague' }))
  await runWaitingJobs(house)
  const ids = [stays, joins, friend]
  const before = await everything(ids)

  const merged = await ask('POST', `/api/customers/${stays}/merge`, { otherIds: [joins], evidence: { score: 0.98 } })
  assert.equal(merged.status, 200, JSON.stringify(merged.body))
  await runWaitingJobs(house)
  const gone = await ask('GET', `/api/customers/${joins}`)
  assert.deepEqual([gone.status, gone.body.code, gone.body.details.into], [410, 'customer_merged', stays])
  const one = (await ask('GET', `/api/customers/${stays}`)).body
  assert.deepEqual([one.metrics.orders, one.company, one.city, one.tags], [2, 'Li Ltd', 'Leeds', ['vip', 'tea']])
  assert.equal(one.createdAt, '2023-01-01T00:00:00.000Z')
  assert.deepEqual(one.identities.map((identity: { value: string }) => identity.value).sort(), [
    ...['join', 'li@example.com', 'li@example.org', 'stay'],
  ])
  assert.deepEqual(
    one.relations.map((relation: { otherId: string }) => relation.otherId),
    [friend],
  )
  const timeline = (await ask('GET', `/api/customers/${stays}/interactions`)).body.items
  assert.deepEqual(timeline.map((item: { kind: string }) => item.kind).sort(), ['note', 'order', 'order'])
  const found = (await ask('GET', '/api/search?q=li@example.org')).body.items
  assert.deepEqual(
    found.map((item: { id: string }) => item.id),
    [stays],
  )
  const list = (await ask('GET', '/api/customers?limit=50')).body.items
  assert.equal(
    list.some((item: { id: string }) => item.id === joins),
    false,
  )
  const [copied] = await rows(
    'select orders_count, revenue_micro::text from customers.customers where customer_id = $1',
    [stays],
  )
  assert.deepEqual(copied, { orders_count: 2, revenue_micro: '20000000' })
  const again = await ask('POST', `/api/customers/${stays}/merge`, { otherIds: [joins] })
  assert.deepEqual([again.status, again.body.merged], [200, [joins]], 'sent again, done once')
  assert.equal((await ask('POST', `/api/customers/${joins}/merge`, { otherIds: [stays] })).status, 410)
  assert.equal((await ask('POST', `/api/customers/${stays}/merge`, { otherIds: [stays] })).body.code, 'merge_with_self')
  const told = (await ask('GET', `/api/customers/${stays}/merges`)).body.items
  assert.deepEqual([told.length, told[0].mergedId, told[0].evidence], [1, joins, { score: 0.98 }])

  assert.equal((await ask('POST', `/api/customers/${joins}/unmerge`)).status, 200)
  await runWaitingJobs(house)
  const after = await everything(ids)
  for (const table of Object.keys(before).filter((name) => name !== 'customers.field_values')) {
    assert.deepEqual(after[table], before[table], table)
  }
  assert.equal((await ask('POST', `/api/customers/${joins}/unmerge`)).body.code, 'customer_not_merged')
  assert.equal((await ask('GET', `/api/customers/${joins}`)).body.metrics.orders, 1)
})

test('what comes later goes to the record it names, and stays with it when they are two again', async () => {
  const stays = await bring('later-a', { phone: '+44 20 7946 0001' })
  const joins = await bring('later-b', { phone: '+44 20 7946 0002' })
  await inHouse((ctx) => mergeCustomers(ctx, { customerId: stays, otherIds: [joins] }))
  await order({ customerRef: 'later-b' })
  await order({ phone: '+44 20 7946 0002', customerRef: 'later-a' })
  await order({ phone: '+442079460002' })
  await note(stays, 'by hand')
  assert.equal((await inHouse((ctx) => findCustomer(ctx, { customerId: stays }))).metrics.orders, 3)
  await inHouse((ctx) => unmergeCustomer(ctx, { customerId: joins }))
  const counts = await rows(
    `select (select count(*) from orders.orders o where o.customer_id = c)::int as orders,
       (select count(*) from customers.interactions i where i.customer_id = c)::int as told
     from unnest($1::uuid[]) with ordinality x(c, nth) order by nth`,
    [[stays, joins]],
  )
  assert.deepEqual(counts, [
    { orders: 1, told: 2 },
    { orders: 2, told: 2 },
  ])
})

test('a value can be chosen over the others, stands against what files say later, and tells where it came from', async () => {
  const stays = await bring('value-a', { city: 'Leeds' })
  const joins = await bring('value-b', { city: 'York' })
  await inHouse((ctx) => mergeCustomers(ctx, { customerId: stays, otherIds: [joins] }))
  const values = async () => (await ask('GET', `/api/customers/${stays}/values`)).body.items
  const names = (await values()).filter((row: { field: string }) => row.field === 'name')
  assert.deepEqual(names.map((row: { value: string }) => row.value).sort(), ['value-a', 'value-b'])
  assert.equal(names.filter((row: { stands: boolean }) => row.stands).length, 1)
  const other = names.find((row: { stands: boolean }) => !row.stands)
  const choice = { field: 'name', source: other.source, originId: other.originId }
  assert.equal((await ask('POST', `/api/customers/${stays}/values/choose`, choice)).body.value, other.value)
  assert.equal((await inHouse((ctx) => findCustomer(ctx, { customerId: stays }))).name, other.value)
  await bring(other.originId ? 'value-a' : 'value-b', { name: 'From a later file' })
  assert.equal(
    (await inHouse((ctx) => findCustomer(ctx, { customerId: stays }))).name,
    other.value,
    'the choice stands',
  )
  await rename(stays, 'By hand')
  assert.equal((await inHouse((ctx) => findCustomer(ctx, { customerId: stays }))).name, 'By hand')
  const none = await ask('POST', `/api/customers/${stays}/values/choose`, { ...choice, source: 'nowhere' })
  assert.equal(none.body.code, 'value_not_found')
})

interface Family {
  refs: string[]
  ids: string[]
  /** Whom each was joined to. */
  into: (number | null)[]
  orders: Map<string, number>
  notes: Map<string, number>
  names: { at: number; by: number; name: string }[]
}

const rootIn = ({ into }: Family, at: number): number =>
  into[at] === null ? at : rootIn({ into } as Family, into[at] as number)
const idIn = (family: Family, at: number): string => family.ids[rootIn(family, at)] as string

const STEPS = {
  merge: async (family: Family, a: number, b: number) => {
    const [one, other] = [rootIn(family, a), rootIn(family, b)]
    if (one === other) return
    const otherIds = [family.ids[other] as string]
    await inHouse((ctx) => mergeCustomers(ctx, { customerId: family.ids[one] as string, otherIds }))
    family.into[other] = one
  },
  part: async (family: Family, a: number) => {
    if (family.into[a] === null) return
    await inHouse((ctx) => unmergeCustomer(ctx, { customerId: family.ids[a] as string }))
    family.into[a] = null
  },
  order: async (family: Family, a: number) => {
    family.orders.set((await order({ customerRef: family.refs[a] as string })).orderId, a)
  },
  note: async (family: Family, a: number) => {
    family.notes.set((await note(idIn(family, a), 'x')).interactionId, rootIn(family, a))
  },
  name: async (family: Family, a: number, b: number) => {
    const name = ['a', 'b 李', ' x', 'Ö'][b] as string
    await rename(idIn(family, a), name)
    family.names.push({ at: rootIn(family, a), by: family.names.length, name })
  },
}

async function checkRows(family: Family): Promise<void> {
  const whose = async (text: string, id: string) => (await rows(text, [id]))[0].customer_id
  for (const [orderId, at] of family.orders) {
    assert.equal(await whose('select customer_id from orders.orders where order_id = $1', orderId), idIn(family, at))
    assert.equal(await whose('select customer_id from orders.lines where order_id = $1', orderId), idIn(family, at))
    const told = 'select customer_id from customers.interactions where interaction_id = $1'
    assert.equal(await whose(told, orderId), idIn(family, at))
  }
  for (const [id, at] of family.notes) {
    const told = 'select customer_id from customers.interactions where interaction_id = $1'
    assert.equal(await whose(told, id), idIn(family, at))
  }
  for (const [at, ref] of family.refs.entries()) {
    const owner = 'select customer_id from customers.identity_owners where value_key = $1'
    assert.equal(await whose(owner, ref), idIn(family, at))
  }
}

async function checkRecords(family: Family): Promise<void> {
  for (const [at, id] of family.ids.entries()) {
    if (family.into[at] !== null) continue
    const own = family.names.findLast((said) => said.at === at)
    const { name } = await inHouse((ctx) => findCustomer(ctx, { customerId: id }))
    assert.equal(name, own?.name ?? family.refs[at], 'the record that stays speaks first')
    if (family.into.includes(at)) continue
    const strangers = 'select 1 from customers.interactions where customer_id = $1 and origin_id is not null'
    assert.equal((await rows(strangers, [id])).length, 0, 'who is alone has nobody else’s rows')
  }
}

test('any order of joining, editing, ordering and parting leaves every row with the record it belongs to', async () => {
  const step = fc.record({
    kind: fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[])),
    a: fc.nat(3),
    b: fc.nat(3),
  })
  let families = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      families++
      const refs = [0, 1, 2, 3].map((nth) => `family-${families}-${nth}`)
      const ids: string[] = []
      for (const ref of refs) ids.push(await bring(ref))
      const family: Family = {
        refs,
        ids,
        into: [null, null, null, null],
        orders: new Map(),
        notes: new Map(),
        names: [],
      }
      for (const { kind, a, b } of steps) await STEPS[kind](family, a, b)
      await checkRows(family)
      await checkRecords(family)
    }),
    { numRuns: 25, seed: 7 },
  )
})
