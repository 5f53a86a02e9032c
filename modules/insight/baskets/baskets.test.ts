import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { predictionOf } from '../predict/step.ts'
import { openInsightHouse } from '../testing/insight-house.ts'
import { addCustomers } from '../testing/sales.ts'
import { basketsStep } from './step.ts'
import { addBaskets, addProducts } from './testing/add-baskets.ts'
import { madeBaskets, madeProducts } from './testing/made-shop.ts'

const AS_OF = '2026-04-30'
const { house, app } = await openInsightHouse()
const owner = house.database.owner
await owner.query(
  `insert into team.units (unit_id, parent_id, path, kind, name) values (2, 1, '{1,2}', 'dealer', 'North'), (3, 1, '{1,3}', 'dealer', 'South')`,
)
const names = Array.from({ length: 400 }, (_, at) => `Customer ${at}`)
const north = await addCustomers(owner, names.slice(0, 200), [2])
const south = await addCustomers(owner, names.slice(200), [3])
const customers = new Map([...north, ...south])
const products = await addProducts(owner, madeProducts)
const ids = { customers, products }
const unitOf = (customer: string) => (north.has(customer) ? 2 : 3)
await addBaskets(
  owner,
  ids,
  madeBaskets(names, AS_OF).map((basket) => ({ ...basket, unit: unitOf(basket.customer) })),
)
// None of these may be seen: after the day, cancelled, taken back.
const lamps = names.slice(0, 150).flatMap((customer) => [
  { customer, at: '2026-05-02T04:00:00Z', skus: ['lamp', 'chair'] },
  { customer, at: '2026-04-02T04:00:00Z', skus: ['lamp', 'chair'], status: 'cancelled' },
  { customer, at: '2026-04-02T04:00:00Z', skus: ['lamp', 'chair'], kind: 'return' as const },
])
await addBaskets(owner, ids, lamps)
const run = () => basketsStep.run(house, predictionOf(house, AS_OF, new AbortController().signal))
await run()

const keyOf = (
  unitIds: number[] | null,
  permissions = ['insight.read', 'insight.rule', 'orders.profit'],
  masked: string[] = [],
) => house.asSystem('test', async (ctx) => (await addApiKey(ctx, { name: 'test', permissions, unitIds, masked })).key)
const [all, dealer] = [await keyOf(null), await keyOf([2])]

async function ask(key: string, path: string, body?: unknown, headers = {}) {
  const reply = await app.inject({
    method: body ? 'PUT' : 'GET',
    url: path,
    headers: { authorization: `Bearer ${key}`, ...headers },
    ...(body ? { payload: body } : {}),
  })
  return { status: reply.statusCode, body: reply.json() }
}

interface Side {
  sku: string
  key: string
}
interface ToldRule {
  ruleId: string
  left: Side[]
  right: Side
  [figure: string]: unknown
}
const named = ({ left, right }: ToldRule) =>
  `${left.map(({ sku, key }) => sku ?? key).join('+')} → ${right.sku ?? right.key}`
const rulesOf = async (query: string) =>
  (await ask(all, `/api/insight/baskets/rules?${query}`)).body as {
    items: ToldRule[]
    next: string | null
    total: number
  }

test('rules of products: the true ones, with counts that agree with the orders, and nothing that chance explains', async () => {
  const { items, total } = await rulesOf('level=product')
  assert.equal(total, items.length)
  assert.deepEqual(items.map(named).sort(), [
    'coffee → filter',
    'filter → coffee',
    'rinse → shampoo',
    'shampoo → rinse',
  ])
  const rule = items.find((one) => named(one) === 'coffee → filter')
  const { rows } = await owner.query(
    `select count(*) filter (where l.skus @> '{coffee,filter}')::int as orders, count(*) filter (where 'coffee' = any(l.skus))::int as left, count(*)::int as all
     from orders.orders o cross join lateral (select array_agg(sku) as skus from orders.lines l where l.order_id = o.order_id) l
     where o.counts and o.kind = 'sale' and o.ordered_at < '2026-05-01'`,
  )
  assert.deepEqual([rule?.['orders'], rule?.['leftOrders']], [rows[0].orders, rows[0].left])
  assert.equal(rule?.['confidence'], rows[0].orders / rows[0].left)
  assert.equal(rule?.['support'], rows[0].orders / rows[0].all)
  assert.ok(Number(rule?.['q']) < 0.001)
})

test('rules by category, by product, by lift; pages by cursor', async () => {
  const categories = await rulesOf('level=category')
  assert.ok(categories.items.map(named).includes('food/coffee → food/filter'))
  assert.equal((await rulesOf('level=product&category=care')).total, 2)
  assert.equal((await rulesOf(`level=product&product=${products.get('filter')}`)).total, 2)
  assert.equal((await rulesOf(`level=product&product=${products.get('lamp')}`)).total, 0)
  assert.equal((await rulesOf('level=product&minLift=1000')).total, 0)
  for (const sort of ['-extra', '-lift', '-confidence', '-orders']) {
    const first = await rulesOf(`level=product&sort=${sort}&limit=3`)
    const second = await rulesOf(`level=product&sort=${sort}&limit=3&cursor=${first.next}`)
    assert.equal(new Set([...first.items, ...second.items].map(({ ruleId }) => ruleId)).size, 4)
    assert.equal(second.next, null)
  }
  assert.equal((await ask(all, '/api/insight/baskets/rules?level=product&cursor=x')).status, 400)
})

test('a rule keeps its id from run to run, and opens', async () => {
  const before = await rulesOf('level=product')
  await run()
  const after = await rulesOf('level=product')
  assert.deepEqual(after, before)
  const { body } = await ask(all, `/api/insight/baskets/rules/${before.items[0]?.ruleId}`)
  assert.deepEqual(body.rule, before.items[0])
  assert.equal(body.days, 730)
  assert.equal((await ask(all, `/api/insight/baskets/rules/${products.get('lamp')}`)).body.code, 'rule_not_found')
})

test('who bought the left side and not yet the right, by page; a dealer sees their own', async () => {
  const rule = (await rulesOf('level=product')).items.find((one) => named(one) === 'coffee → filter')
  const path = `/api/insight/baskets/rules/${rule?.ruleId}/customers`
  const { rows } = await owner.query(
    `select customer_id from orders.lines join orders.orders using (customer_id, order_id)
     where counts and kind = 'sale' group by customer_id having bool_or(sku = 'coffee') and not bool_or(sku = 'filter') order by 1`,
  )
  const expected = rows.map((row) => row.customer_id)
  const whole = (await ask(all, `${path}?limit=200`)).body
  assert.deepEqual(
    whole.items.map((item: { customerId: string }) => item.customerId),
    expected,
  )
  assert.equal(whole.total, expected.length)
  const first = (await ask(all, `${path}?limit=10`)).body
  const second = (await ask(all, `${path}?limit=10&cursor=${first.next}`)).body
  assert.deepEqual([...first.items, ...second.items], whole.items.slice(0, 20))
  const mine = (await ask(dealer, `${path}?limit=200`)).body
  const own = new Set(north.values())
  assert.deepEqual(
    mine.items.map((item: { customerId: string }) => item.customerId),
    expected.filter((id) => own.has(id)),
  )
  assert.equal(mine.total, null)
  const masked = (await ask(await keyOf(null, ['insight.read'], ['name']), `${path}?limit=1`)).body
  assert.notEqual(masked.items[0].name, whole.items[0].name)
  assert.equal((await ask(all, `${path}?cursor=x`)).status, 400)
})

interface ToldOffer {
  kind: string
  basis: string
  rank: number
  product: Side
  because: Side[]
  [fact: string]: unknown
}
const offersTo = async (key: string, name: string) =>
  (await ask(key, `/api/customers/${customers.get(name)}/next-best`)).body as {
    items: ToldOffer[]
    model: Record<string, unknown>
  }

/** What a customer bought up to the day. */
async function boughtBy(name: string): Promise<Set<string>> {
  const { rows } = await owner.query(
    `select distinct sku from orders.lines join orders.orders using (customer_id, order_id)
     where customer_id = $1 and counts and kind = 'sale' and ordered_at < '2026-05-01'`,
    [customers.get(name)],
  )
  return new Set(rows.map((row) => row.sku))
}

test('offers: new ones are not owned, in stock and with a full record; the coffee drinker is offered filters, with the facts', async () => {
  let drinkers = 0
  for (const name of names.slice(0, 60)) {
    const owned = await boughtBy(name)
    const { items } = await offersTo(all, name)
    const fresh = items.filter(({ kind }) => kind === 'new').map(({ product }) => product.sku)
    const again = items.filter(({ kind }) => kind === 'again').map(({ product }) => product.sku)
    assert.ok(fresh.every((sku) => !owned.has(sku)) && again.every((sku) => owned.has(sku)), name)
    assert.ok(
      [...fresh, ...again].every((sku) => sku !== 'gone' && sku !== 'draft'),
      name,
    )
    assert.ok(
      again.every((sku) => sku !== 'lamp' && sku !== 'chair'),
      'bought once and never again by anybody',
    )
    if (!owned.has('coffee') || owned.has('filter')) continue
    drinkers++
    const offer = items.find(({ product }) => product.sku === 'filter')
    assert.deepEqual([offer?.basis, offer?.because.map(({ sku }) => sku)], ['link', ['coffee']])
    assert.ok(Number(offer?.['lift']) > 1 && Number(offer?.['bothCustomers']) <= Number(offer?.['customers']))
    const { rows } = await owner.query(
      `select count(*)::int as customers, count(*) filter (where filter)::int as both from (
         select bool_or(sku = 'coffee') as coffee, bool_or(sku = 'filter') as filter from orders.lines join orders.orders using (customer_id, order_id)
         where counts and kind = 'sale' and ordered_at < '2026-05-01' group by customer_id) c where coffee`,
    )
    assert.deepEqual([offer?.['customers'], offer?.['bothCustomers']], [rows[0].customers, rows[0].both])
  }
  assert.ok(drinkers > 0, 'positive control')
})

test('the record says how offers did beside most popular, and it is what was promised', async () => {
  const { body } = await ask(all, '/api/insight/baskets')
  const { model, matrix } = body
  assert.equal(model.asOf, AS_OF)
  assert.equal(model.orders, 1200)
  assert.equal(model.customers, 400)
  assert.ok(model.test.newBuyers >= 60)
  assert.equal(model.state, model.test.fresh.personal.ndcg > model.test.fresh.popular.ndcg ? 'used' : 'stepped_aside')
  assert.ok(
    matrix.cells.some(
      (cell: { left: string; right: string }) => cell.left === 'food/coffee' && cell.right === 'food/filter',
    ),
  )
})

test('gains are for those who may see profits', async () => {
  const [name = ''] = names
  const seen = await offersTo(all, name)
  assert.ok(
    seen.items.some((item) => typeof item['gain'] === 'string'),
    'positive control',
  )
  const hidden = await offersTo(await keyOf(null, ['insight.read']), name)
  assert.ok(hidden.items.length > 0 && hidden.items.every((item) => item['gain'] === null))
})

test('a customer out of scope is not found, and customers to whom a product is recommended are the dealer’s own', async () => {
  const [foreign = ''] = south.keys()
  assert.equal((await ask(dealer, `/api/customers/${south.get(foreign)}/next-best`)).body.code, 'customer_not_found')
  const path = `/api/products/${products.get('filter')}/prospects`
  const whole = (await ask(all, `${path}?limit=200`)).body
  const mine = (await ask(dealer, `${path}?limit=200`)).body
  const own = new Set(north.values())
  assert.ok(whole.total > mine.total && mine.total > 0)
  assert.ok(mine.items.every((item: { customerId: string }) => own.has(item.customerId)))
  const pages = [(await ask(all, `${path}?limit=7`)).body]
  while (pages.at(-1)?.next) pages.push((await ask(all, `${path}?limit=7&cursor=${pages.at(-1).next}`)).body)
  const paged = pages.flatMap((page) => page.items)
  assert.equal(paged.length, whole.total)
  assert.deepEqual(paged.slice(0, 200), whole.items.slice(0, 200))
  assert.equal((await ask(all, `${path}?cursor=x`)).status, 400)
})

test('a product says what it sells with, what is similar, and to how many it is recommended', async () => {
  const { body } = await ask(all, `/api/products/${products.get('coffee')}/together`)
  assert.deepEqual(body.rules.map(named), ['coffee → filter'])
  assert.equal(body.similar[0].product.sku, 'filter')
  assert.ok(body.similar[0].similarity > 0 && body.similar[0].similarity < 1)
  assert.equal(
    (await ask(all, `/api/products/${customers.get(names[0] ?? '')}/together`)).body.code,
    'product_not_found',
  )
})

test('the setting is changed once per version, and checked', async () => {
  const { body } = await ask(all, '/api/insight/baskets/setting')
  const setting = { ...body.setting, level: 'category' }
  const put = (value: unknown, version: string) =>
    ask(all, '/api/insight/baskets/setting', { setting: value }, { 'if-match': version })
  assert.equal((await put({ ...setting, days: 3 }, '"0"')).status, 400)
  assert.equal((await put(setting, '"0"')).status, 200)
  assert.equal((await put(setting, '"0"')).status, 412)
  assert.equal((await ask(all, '/api/insight/baskets')).body.level, 'category')
})

test('who lacks the permission is refused', async () => {
  const [none, reader] = [await keyOf(null, ['audit.read']), await keyOf(null, ['insight.read'])]
  const id = products.get('coffee')
  for (const path of [
    '/api/insight/baskets',
    '/api/insight/baskets/rules?level=product',
    `/api/products/${id}/together`,
    `/api/products/${id}/prospects`,
  ])
    assert.equal((await ask(none, path)).status, 403, path)
  const setting = { days: 100, minSupport: 'auto', level: 'product' }
  assert.equal((await ask(reader, '/api/insight/baskets/setting', { setting }, { 'if-match': '"1"' })).status, 403)
})

test('an archived customer is offered nothing any more; a shop with hardly any orders says so', async () => {
  const [name = ''] = names
  await owner.query('update customers.customers set archived_at = now() where customer_id = $1', [customers.get(name)])
  await run()
  assert.deepEqual((await offersTo(all, name)).items, [])
  await owner.query('delete from orders.orders where customer_id <> all($1::uuid[])', [
    [...customers.values()].slice(0, 5),
  ])
  await run()
  const { model } = (await ask(all, '/api/insight/baskets')).body
  assert.deepEqual([model.state, model.test, model.customers], ['too_little_data', null, 5])
  assert.equal((await owner.query('select from insight.offers')).rowCount, 0)
})
