import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { announce } from '#core/events/announce.ts'
import { runJobs } from '#core/jobs/run-jobs.ts'
import { addDays } from '#core/words/dates.ts'
import { productChanged } from '#modules/catalogue/events.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { predictionOf } from '../predict/step.ts'
import { openInsightHouse } from '../testing/insight-house.ts'
import { addProductSales, addProducts, type ProductSale } from '../testing/product-sales.ts'
import { addCustomers } from '../testing/sales.ts'
import { demandStep } from './demand-step.ts'
import { rateStockJob } from './rate-stock-job.ts'

const { house, app } = await openInsightHouse()
const owner = house.database.owner
const [ann] = [...(await addCustomers(owner, ['Ann'])).values()]
const customer = ann ?? ''
const products = await addProducts(owner, [
  { sku: 'tea', category: '食品/茶', supplier: 'North', stock: 12 },
  { sku: 'pot', category: '食品/茶', supplier: 'South', stock: 500 },
  { sku: 'bean', category: '食品/咖啡', supplier: 'North', stock: 0 },
  { sku: 'old', category: '家居', stock: 5 },
  { sku: 'loose', stock: null },
])

/** 2024-01-01 is a Monday; the company's days are Shanghai's. */
const FIRST = '2024-01-01'
const AS_OF = '2026-01-07'
const WEEKS = 105
const noon = (day: string) => `${day}T04:00:00Z`
const everyWeek = (sku: string, quantity: (week: number) => number, weeks = WEEKS): ProductSale[] =>
  Array.from({ length: weeks }, (_, week) => ({
    sku,
    at: noon(addDays(FIRST, 7 * week + 2)),
    quantity: quantity(week),
  })).filter((sale) => sale.quantity > 0)

await addProductSales(owner, customer, [
  { sku: 'loose', at: noon('2024-01-01'), quantity: 2 },
  ...everyWeek('tea', (week) => 8 + (week % 5)),
  ...everyWeek('pot', (week) => (week % 6 === 0 ? 3 : 0)),
  ...everyWeek('bean', (week) => 4 + (week % 3)),
  ...everyWeek('old', () => 6, 30),
  // Sunday, one minute before and one after midnight in Shanghai.
  { sku: 'loose', at: '2026-01-04T15:59:00Z', quantity: 5 },
  { sku: 'loose', at: '2026-01-04T16:01:00Z', quantity: 7 },
  // None of these is demand: cancelled, taken back as a whole, a return, the week under way.
  { sku: 'loose', at: noon('2025-12-30'), quantity: 90, status: 'cancelled' },
  { sku: 'loose', at: noon('2025-12-30'), quantity: 80, takenBack: true },
  { sku: 'loose', at: noon('2025-12-31'), quantity: -1, kind: 'return' },
  { sku: 'tea', at: noon('2026-01-06'), quantity: 70 },
])

const run = () => demandStep.run(house, predictionOf(house, AS_OF, new AbortController().signal))
await run()

const keyOf = (permissions: string[], unitIds: number[] | null = null) =>
  house.asSystem('test', async (ctx) => (await addApiKey(ctx, { name: 'test', permissions, unitIds, masked: [] })).key)
const key = await keyOf(['insight.read', 'insight.rule'])

async function ask(
  path: string,
  { by = key, method = 'GET', body, version }: { by?: string; method?: string; body?: object; version?: number } = {},
) {
  const reply = await app.inject({
    method: method as 'GET',
    url: path,
    headers: { authorization: `Bearer ${by}`, ...(version !== undefined && { 'if-match': `"${version}"` }) },
    ...(body ? { payload: body } : {}),
  })
  const isJson = String(reply.headers['content-type']).includes('json')
  return { status: reply.statusCode, headers: reply.headers, text: reply.body, body: isJson ? reply.json() : null }
}

const seriesOf = async (sku: string) =>
  (await ask(`/api/insight/demand/series?kind=product&key=${products.get(sku)}`)).body

test('weeks are Monday to Sunday of the company, full ones only; returns stand apart', async () => {
  const loose = await seriesOf('loose')
  assert.equal(loose.history[0].week, FIRST)
  assert.equal(loose.history.length, WEEKS)
  assert.deepEqual(loose.history.at(-1), { week: '2025-12-29', sold: 5 })
  assert.deepEqual([loose.lines, loose.returned, loose.stock], [2, 1, null])
  const tea = await seriesOf('tea')
  assert.equal(tea.history.at(-1).sold, 8 + ((WEEKS - 1) % 5))
  assert.equal(tea.forecast[0].week, '2026-01-05')
  assert.equal(tea.forecast.length, 12)
})

test('a forecast near what is sold, with ordered intervals, and the model that speaks', async () => {
  const { forecast, judgement, next4, sku, name } = await seriesOf('tea')
  assert.deepEqual([sku, name], ['tea', 'Product tea'])
  for (const one of forecast) {
    assert.ok(one.mean > 7 && one.mean < 13, JSON.stringify(one))
    assert.ok(one.low95 <= one.low80 && one.low80 <= one.mean && one.mean <= one.high80 && one.high80 <= one.high95)
  }
  assert.ok(next4.low < next4.mean && next4.mean < next4.high)
  assert.equal(judgement.demandClass, 'smooth')
  assert.ok(judgement.origins > 5 && judgement.mase > 0 && judgement.naive > 0)
})

test('what was not sold for a year has ended and is expected near 0', async () => {
  const old = await seriesOf('old')
  assert.equal(old.judgement.state, 'ended')
  assert.ok(old.next12.mean < 1.5, String(old.next12.mean))
  assert.deepEqual([old.forecast[0].low95, old.forecast[0].high80], [0, 0])
  assert.equal(old.stock.state, 'enough')
})

test('categories add up, down the tree, beside the last weeks and a year before', async () => {
  const { status, body } = await ask('/api/insight/demand')
  assert.equal(status, 200)
  assert.deepEqual([body.asOf, body.from], [AS_OF, '2026-01-05'])
  const food = body.items.find((item: { path: string }) => item.path === '食品')
  assert.equal(food.hasChildren, true)
  const below = (await ask(`/api/insight/demand?parent=${encodeURIComponent('食品')}`)).body
  assert.deepEqual(below.items.map((item: { path: string }) => item.path).sort(), ['食品/咖啡', '食品/茶'])
  assert.equal(below.whole.path, '食品')
  const sum = (of: (item: { next4: { mean: number }; last4: number; year4: number }) => number) =>
    below.items.reduce((total: number, item: never) => total + of(item), 0)
  assert.ok(Math.abs(sum((item) => item.next4.mean) - food.next4.mean) < 1e-6)
  assert.equal(
    sum((item) => item.last4),
    food.last4,
  )
  assert.equal(
    sum((item) => item.year4),
    food.year4,
  )
  assert.deepEqual(body.stock, { toDo: 2, out: 1, short: 1, order: 0, enough: 2, unknown: 1 })
  assert.deepEqual(body.suppliers, ['North', 'South'])
  assert.equal(body.quality.products, 5)
  assert.equal(body.quality.classes.length, 4)
  const whole = body.items.reduce((total: number, item: { next12: { mean: number } }) => total + item.next12.mean, 0)
  assert.ok(whole <= body.whole.next12.mean + 1e-6, 'what has no category stands in the whole alone')
})

test('stock that ends: when, how likely, what to order; most missing first', async () => {
  const { body } = await ask('/api/insight/demand/stock')
  assert.deepEqual(
    body.items.map((item: { sku: string; state: string }) => [item.sku, item.state]),
    [
      ['bean', 'out'],
      ['tea', 'short'],
    ],
  )
  const [bean, tea] = body.items
  assert.equal(tea.runsOutWeek, '2026-01-12')
  assert.ok(tea.short2Weeks > 0.6 && tea.short4Weeks > 0.99, JSON.stringify(tea))
  // Six weeks at ten a week and some more to be safe, less what is there.
  assert.ok(tea.reorder > 48 && tea.reorder < 75, String(tea.reorder))
  assert.equal(bean.runsOutWeek, '2026-01-05')
  assert.ok(bean.missing > 6)
  const page = (await ask('/api/insight/demand/stock?limit=1')).body
  assert.equal(page.items[0].sku, 'bean')
  const second = (await ask(`/api/insight/demand/stock?limit=1&cursor=${page.next}`)).body
  assert.deepEqual([second.items[0].sku, second.next], ['tea', null])
})

test('stock by category, supplier and state', async () => {
  const skus = async (query: string) =>
    (await ask(`/api/insight/demand/stock?${query}`)).body.items.map((item: { sku: string }) => item.sku)
  assert.deepEqual(await skus(`category=${encodeURIComponent('食品/茶')}`), ['tea'])
  assert.deepEqual(await skus('supplier=North'), ['bean', 'tea'])
  assert.deepEqual(await skus('supplier=South'), [])
  assert.deepEqual(await skus('supplier=South&state=enough'), ['pot'])
  assert.equal((await ask('/api/insight/demand/stock?cursor=7')).body.code, 'cursor_invalid')
  assert.equal((await ask('/api/insight/demand/stock?state=gone')).status, 400)
})

test('the list to reorder as a file', async () => {
  const { status, text, headers } = await ask('/api/insight/demand/reorder.csv?supplier=North')
  assert.equal(status, 200)
  assert.match(String(headers['content-type']), /text\/csv/)
  const lines = text.trimEnd().split('\r\n')
  assert.match(lines[0] ?? '', /^\uFEFFsku,name,category,supplier,stock,state/)
  assert.match(lines[1] ?? '', /^bean,Product bean,食品\/咖啡,North,0,out,2026-01-05,/)
  assert.equal(lines.length, 3)
  assert.equal((await ask('/api/insight/demand/reorder.csv?other=1')).status, 400)
  assert.equal((await app.inject({ url: '/api/insight/demand/reorder.csv' })).statusCode, 401)
  assert.equal((await ask('/api/insight/demand/reorder.csv', { by: await keyOf(['insight.rule']) })).status, 403)
})

test('the rule: read, changed with its version, and every stock judged by it', async () => {
  const { body: before } = await ask('/api/insight/demand/rule')
  assert.deepEqual(before.rule, { leadTimeDays: 14, coverDays: 28, serviceLevel: 0.95 })
  const order = (await seriesOf('tea')).stock.reorder
  const rule = { leadTimeDays: 10, coverDays: 14, serviceLevel: 0.9 }
  const change = (version: number | undefined, changed: object, by = key) =>
    ask('/api/insight/demand/rule', {
      method: 'PUT',
      body: { rule: changed },
      by,
      ...(version !== undefined && { version }),
    })
  assert.equal((await change(undefined, rule)).status, 428)
  assert.equal((await change(before.version, rule, await keyOf(['insight.read']))).status, 403)
  assert.equal((await change(before.version, { ...rule, coverDays: 75 })).status, 400)
  assert.equal((await change(before.version, rule)).status, 200)
  assert.equal((await change(before.version, rule)).status, 412)
  await rateStockJob.run(house, {}, { signal: new AbortController().signal } as never)
  const tea = await seriesOf('tea')
  assert.deepEqual(tea.rule, rule)
  assert.ok(tea.stock.reorder < order && tea.stock.reorder > 0, `${tea.stock.reorder} < ${order}`)
})

test('a product page has its demand, or none', async () => {
  const tea = await ask(`/api/products/${products.get('tea')}/demand`)
  assert.equal(tea.body.demand.key, products.get('tea'))
  const unsold = await addProducts(owner, [{ sku: 'unsold' }])
  assert.equal((await ask(`/api/products/${unsold.get('unsold')}/demand`)).body.demand, null)
  assert.equal((await ask('/api/insight/demand/series?kind=category&key=nothing')).body.code, 'series_not_found')
})

test('whoever sees one unit only sees nothing of the company’s demand', async () => {
  await owner.query(
    `insert into team.units (unit_id, parent_id, path, kind, name) values (2, 1, '{1,2}', 'dealer', 'North')`,
  )
  const dealer = await keyOf(['insight.read'], [2])
  const { body } = await ask('/api/insight/demand', { by: dealer })
  assert.deepEqual([body.hidden, body.asOf, body.whole, body.items], [true, null, null, []])
  assert.deepEqual((await ask('/api/insight/demand/stock', { by: dealer })).body.items, [])
  assert.equal((await ask('/api/insight/demand/series?kind=shop', { by: dealer })).status, 404)
  assert.equal((await ask(`/api/products/${products.get('tea')}/demand`, { by: dealer })).body.demand, null)
})

test('run twice, the same stands there; how good it is stands in the record of models', async () => {
  const { rows: before } = await owner.query('select * from insight.demand_forecasts order by kind, key, week')
  await run()
  const { rows: after } = await owner.query('select * from insight.demand_forecasts order by kind, key, week')
  assert.deepEqual(after, before)
  const { rows } = await owner.query(
    `select as_of::text, rows, state, quality from insight.models where model = 'demand' order by fitted_at desc limit 1`,
  )
  assert.deepEqual([rows[0].as_of, rows[0].rows], [AS_OF, 5])
  assert.ok(['used', 'stepped_aside'].includes(rows[0].state))
  assert.ok(rows[0].quality.mase > 0 && rows[0].quality.naive > 0)
})

test('an aborted run leaves what stands there', async () => {
  const abort = new AbortController()
  abort.abort(new Error('stopped'))
  await assert.rejects(demandStep.run(house, predictionOf(house, '2025-06-01', abort.signal)), /stopped/)
  assert.equal((await ask('/api/insight/demand')).body.asOf, AS_OF)
})

test('a stock that changes is judged anew', async () => {
  const jobs = await runJobs(house)
  const productId = products.get('bean') ?? ''
  await owner.query('update catalogue.products set stock = 900 where product_id = $1', [productId])
  await house.asSystem('test', async (ctx) => announce(ctx, productChanged, { productId }))
  const until = Date.now() + 10_000
  let stock = { state: '', stock: 0 }
  while (stock.state !== 'enough' && Date.now() < until) {
    await wait(50)
    stock = (await seriesOf('bean')).stock
  }
  await jobs.stop()
  assert.deepEqual([stock.state, stock.stock], ['enough', 900])
})
