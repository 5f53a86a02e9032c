import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, daysBetween } from '#core/words/dates.ts'
import { parseDecimal } from '#core/words/money.ts'
import { seededRandom } from '#core/words/seeded-random.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { predictionOf } from '../predict/step.ts'
import { openInsightHouse } from '../testing/insight-house.ts'
import { addCustomers, addSales, type Sale } from '../testing/sales.ts'
import { needsStep } from './needs-step.ts'

const { house, app } = await openInsightHouse()
const { owner } = house.database
await owner.query(
  `insert into team.units (unit_id, parent_id, path, kind, name) values (2, 1, '{1,2}', 'dealer', 'North'), (3, 1, '{1,3}', 'dealer', 'South')`,
)
const AS_OF = '2026-06-30'
const north = await addCustomers(
  owner,
  Array.from({ length: 40 }, (_, at) => `N${at}`),
  [2],
)
const south = await addCustomers(
  owner,
  Array.from({ length: 20 }, (_, at) => `S${at}`),
  [3],
)
const ids = new Map([...north, ...south])
const random = seededRandom(3)

function life(customer: string, category: string, gap: number): Sale[] {
  const unit = customer.startsWith('N') ? 2 : 3
  const sales: Sale[] = []
  for (let ago = Math.floor(random() * gap * 0.9); ago < 400; ago += Math.round(gap * (0.75 + random() / 2)))
    sales.push({ customer, at: `${addDays(AS_OF, -ago)}T04:00:00Z`, revenue: '20', cost: '5', category, unit })
  return sales
}

await addSales(
  owner,
  ids,
  [...ids.keys()].flatMap((name, at) => [
    ...life(name, '食品/咖啡', 30),
    ...(at % 2 === 0 ? life(name, '食品/茶', 50) : []),
    ...(at % 3 === 0 ? life(name, '日用', 70) : []),
  ]),
)
await needsStep.run(house, predictionOf(house, AS_OF, new AbortController().signal))

const keyOf = (unitIds: number[] | null, permissions = ['insight.read'], masked: string[] = []) =>
  house.asSystem('test', async (ctx) => (await addApiKey(ctx, { name: 'test', permissions, unitIds, masked })).key)
const [all, dealer] = [await keyOf(null), await keyOf([3])]

async function ask(key: string, path: string) {
  const reply = await app.inject({ method: 'GET', url: path, headers: { authorization: `Bearer ${key}` } })
  return { status: reply.statusCode, body: reply.json() }
}

interface Item {
  customerId: string
  name: string
  category: string
  state: string
  dueOn: string
}

async function listAll(key: string, query: string, limit = 7): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor = ''; ; ) {
    const { status, body } = await ask(
      key,
      `/api/insight/needs?limit=${limit}&${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    assert.equal(status, 200)
    items.push(...body.items)
    if (body.next === null) return items
    cursor = body.next
  }
}

test('a customer’s needs come with their purchases, the next first', async () => {
  const { status, body } = await ask(all, `/api/customers/${ids.get('N0')}/needs`)
  assert.equal(status, 200)
  assert.equal(body.model.state, 'used')
  assert.equal(body.model.asOf, AS_OF)
  assert.deepEqual(body.needs.map((need: Item) => need.category).sort(), ['日用', '食品/咖啡', '食品/茶'].sort())
  const coffee = body.needs.find((need: Item) => need.category === '食品/咖啡')
  assert.equal(coffee.bought[0].day, coffee.lastOn)
  assert.ok(coffee.low <= coffee.nextOn && coffee.nextOn <= coffee.high && coffee.low > AS_OF)
  assert.ok(coffee.probability7 <= coffee.probability14 && coffee.probability14 <= coffee.probability30)
  assert.ok(coffee.regularity > 2, String(coffee.regularity))
  const own = coffee.bought.map((one: { day: string }) => one.day)
  assert.ok(Math.abs(daysBetween(own.at(-1), own[0]) / (own.length - 1) - coffee.ownGap) < 8)
})

test('the list pages by due day or worth without gap or repeat, counts its rows, and filters by branch, state, day and unit', async () => {
  const states = 'later,soon,due,overdue,lost&sort=due'
  const worth = await listAll(all, 'state=later,soon,due,overdue,lost')
  const { rows: byWorth } = await owner.query(
    `select customer_id as "customerId", category from insight.needs order by revenue_micro_30d desc, customer_id, category`,
  )
  assert.deepEqual(
    worth.map(({ customerId, category }) => ({ customerId, category })),
    byWorth,
  )
  assert.equal((await ask(all, '/api/insight/needs?state=later,soon,due,overdue,lost')).body.total, worth.length)
  const ofDealer = await ask(dealer, `/api/insight/needs?state=later,soon,due,overdue,lost&limit=1`)
  assert.equal(ofDealer.body.total, (await listAll(dealer, 'state=later,soon,due,overdue,lost')).length)
  const paged = await listAll(all, `state=${states}`)
  const { rows } = await owner.query(
    `select customer_id as "customerId", category from insight.needs order by due_on, customer_id, category`,
  )
  assert.deepEqual(
    paged.map(({ customerId, category }) => ({ customerId, category })),
    rows,
  )
  const food = await listAll(all, `state=${states}&category=${encodeURIComponent('食品')}`)
  assert.deepEqual(
    food.map(({ customerId, category }) => ({ customerId, category })),
    rows.filter((row) => row.category.startsWith('食品/')),
  )
  assert.equal((await listAll(all, `category=${encodeURIComponent('食')}`)).length, 0)
  const soon = await listAll(all, `state=soon,later&sort=due&dueOn=..${addDays(AS_OF, 7)}`)
  assert.ok(soon.length > 0 && soon.every((item) => item.dueOn <= addDays(AS_OF, 7) && item.dueOn > AS_OF))
  const southern = await listAll(all, `state=${states}&units=3`)
  assert.ok(southern.length > 0 && southern.every((item) => item.name.startsWith('S')))
  assert.deepEqual(await listAll(dealer, `state=${states}`), southern)
  for (const cursor of ['x', `2026-01-01_${ids.get('N0')}_%E0%A4%A`])
    assert.equal(
      (await ask(all, `/api/insight/needs?sort=due&cursor=${encodeURIComponent(cursor)}`)).body.code,
      'cursor_invalid',
    )
  // A cursor of one order is none of the other.
  const { next } = (await ask(all, '/api/insight/needs?limit=1')).body
  assert.equal(
    (await ask(all, `/api/insight/needs?sort=due&cursor=${encodeURIComponent(next)}`)).body.code,
    'cursor_invalid',
  )
})

test('every figure of the summary opens as many rows; units add up to the whole', async () => {
  const { body } = await ask(all, '/api/insight/needs/summary')
  assert.deepEqual(body.categories.map((row: Item) => row.category).sort(), ['日用', '食品/咖啡', '食品/茶'].sort())
  for (const row of body.categories) {
    const of = async (query: string) =>
      (await listAll(all, `category=${encodeURIComponent(row.category)}&${query}`, 200)).length
    assert.equal(await of('state=due'), row.due)
    assert.equal(await of('state=overdue'), row.overdue)
    assert.equal(await of('state=soon'), row.due14)
    assert.equal(await of(`state=soon&dueOn=..${addDays(AS_OF, 7)}`), row.due7)
    assert.equal(await of(`state=soon,later&dueOn=${addDays(AS_OF, 1)}..${addDays(AS_OF, 30)}`), row.due30)
    assert.ok(row.low < row.expected && row.expected < row.high)
  }
  const parts = [
    (await ask(dealer, '/api/insight/needs/summary')).body,
    (await ask(all, '/api/insight/needs/summary?units=2')).body,
  ]
  for (const figure of ['customers', 'due30', 'overdue', 'came'])
    assert.equal(parts[0].total[figure] + parts[1].total[figure], body.total[figure])
  const money = (of: { total: { revenue: string } } | undefined) => parseDecimal(of?.total.revenue ?? '') ?? 0n
  assert.equal(money(parts[0]) + money(parts[1]), money(body))
})

test('a customer’s next purchase of anything is no later than of any one thing, and counted by day', async () => {
  const { body } = await ask(all, `/api/customers/${ids.get('N0')}/needs`)
  assert.ok(body.coming.low <= body.coming.nextOn && body.coming.nextOn <= body.coming.high)
  assert.ok(body.needs.some((need: Item) => need.category === body.coming.category))
  // N0 buys three things every 30 to 70 days.
  assert.ok(daysBetween(AS_OF, body.coming.nextOn) < 25, body.coming.nextOn)
  const { coming } = (await ask(all, '/api/insight/needs/summary')).body
  const { rows } = await owner.query(
    `select count(*)::int as customers, count(*) filter (where next_purchase_on <= $1)::int as soon from facts.customer_needs`,
    [addDays(AS_OF, 14)],
  )
  assert.deepEqual([coming.customers, coming.within14], [rows[0].customers, rows[0].soon])
  assert.ok(coming.within7 <= coming.within14 && coming.within14 <= coming.within30)
  const { coming: southern } = (await ask(dealer, '/api/insight/needs/summary')).body
  const { coming: northern } = (await ask(all, '/api/insight/needs/summary?units=2')).body
  assert.equal(southern.within30 + northern.within30, coming.within30)
  // Everybody buys something within 30 days, nearly.
  const [week, fortnight, month] = coming.expected
  assert.ok(coming.within30 > 50 && Math.abs(month.expected / 60 - 0.9) < 0.12, JSON.stringify(coming))
  assert.ok(week.expected < fortnight.expected && fortnight.expected < month.expected)
  for (const { expected, low, high } of coming.expected) assert.ok(low < expected && expected < high)
  for (const at of [0, 1, 2]) {
    const parts = southern.expected[at].expected + northern.expected[at].expected
    assert.ok(Math.abs(parts - coming.expected[at].expected) < 1e-3)
  }
})

test('days: thirty before with what came, thirty to come with an interval', async () => {
  const { body } = await ask(all, '/api/insight/needs/days')
  assert.equal(body.items.length, 60)
  assert.equal(body.items[29].day, AS_OF)
  const { rows } = await owner.query(
    `select count(distinct (customer_id, category_path, ordered_at::date))::int as came from orders.lines join orders.orders using (customer_id, order_id) where ordered_at >= $1`,
    [`${addDays(AS_OF, -29)}T00:00:00Z`],
  )
  assert.equal(body.came, rows[0].came)
  assert.ok(Math.abs(body.told / body.came - 1) < 0.25, `${body.told} ${body.came}`)
  assert.ok(
    body.items.every((one: { came: number | null; low: number | null }) => (one.came === null) === (one.low !== null)),
  )
  const coffee = (await ask(all, `/api/insight/needs/days?category=${encodeURIComponent('食品/咖啡')}`)).body
  assert.ok(coffee.expected < body.expected)
})

test('names are masked, other units’ customers and strangers are not found, and the permission is needed', async () => {
  const hidden = await keyOf(null, ['insight.read'], ['name'])
  assert.ok((await listAll(hidden, 'units=3')).every((item) => !/^S\d+$/.test(item.name)))
  assert.equal((await ask(dealer, `/api/customers/${ids.get('N0')}/needs`)).status, 404)
  assert.equal((await ask(await keyOf(null, ['audit.read']), '/api/insight/needs')).status, 403)
})
