import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { exportToPath } from '#connectors/export/export-to-path.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { analyse } from '#modules/insight/run/analyse.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../rooms.ts'
import { loadSample } from './load-sample.ts'

const { app, house } = await openTestHouse(rooms)

test('the sample shop is imported, analysed, and grouped; a house with customers refuses it', async () => {
  const { key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: 's', permissions: ['settings.change'] }))
  const ask = () =>
    app.inject({ method: 'POST', url: '/api/sample', headers: { authorization: `Bearer ${key}` }, payload: {} })
  const steps: string[] = []
  await loadSample(house, { customers: 300, seed: 1, language: 'zh', onProgress: (step) => void steps.push(step) })
  assert.equal(steps.at(0), 'simulate')
  assert.equal(steps.at(-1), 'segments')
  const { rows } = await house.database.owner.query(`
    select (select count(*)::int from facts.customers where listed) as customers,
      (select count(*)::int from facts.orders) as orders,
      (select count(*)::int from facts.interactions) as interactions,
      (select count(*)::int from facts.customer_scores where class is not null) as scored,
      (select count(*)::int from facts.customers where class is not null) as shown,
      (select count(distinct unit_id)::int from facts.orders) as units,
      (select count(*)::int from facts.segments) as segments`)
  const found = rows[0]
  assert.ok(found.customers >= 40)
  assert.ok(found.orders > 100)
  assert.ok(found.interactions > found.orders)
  assert.ok(found.scored > 20)
  assert.equal(found.shown, found.scored, 'what the analysis says stands in the list')
  assert.ok(found.units > 2)
  assert.ok(found.segments >= 3)
  const { rows: segments } = await house.database.owner.query('select name, members_count from customers.segments')
  assert.ok(segments.find(({ name }) => name === '看了没买').members_count > 0, 'some only looked')
  const { rows: loyal } = await house.database.owner.query(
    `select count(*)::int as n, min(top_brand) as brand from facts.customer_usage where loyalty = 'store_brand'`,
  )
  assert.ok(loyal[0].n > 0, 'usage is told, and which brand is its own')
  await seeHistory()
  await seeFiguresAgree()
  await seePredictionsInHands()
  // Another night: half of the customers lose the orders of their last months.
  await house.database.owner.query(`
    update orders.orders set status = 'cancelled'
    where ordered_at > now() - interval '200 days' and get_byte(uuid_send(customer_id), 15) % 2 = 0`)
  await house.asSystem('test', (ctx) => analyse(ctx))
  await runWaitingJobs(house)
  await seeFiguresAgree()
  const refused = await ask()
  assert.equal(refused.statusCode, 409)
  assert.equal(refused.json().code, 'house_not_empty')
})

type Row = Record<string, number & string>

/** Each figure by class and score is the number of customers in the list that it opens, in the company and in a unit. */
async function seeFiguresAgree(): Promise<void> {
  const { rows } = await house.database.owner.query('select unit_id from team.units order by unit_id')
  const units = rows.map((row) => Number(row.unit_id))
  const permissions = ['insight.read', 'customers.read', 'orders.profit']
  const { key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: `${Math.random()}`, permissions }))
  const get = async (url: string) => {
    const reply = await app.inject({ url, headers: { authorization: `Bearer ${key}` } })
    assert.equal(reply.statusCode, 200, `${url}: ${reply.body}`)
    return reply.json()
  }
  let seen = 0
  for (const unit of [null, ...units]) {
    const whose = unit === null ? '' : `?units=${unit}`
    const same = async (figure: number, fields: Record<string, string | number>) => {
      const asked = unit === null ? fields : { ...fields, unit }
      const filter = Object.entries(asked).map(([field, value]) => ({ field, op: 'is', value: [value] }))
      const { count } = await get(`/api/customers/count?filter=${encodeURIComponent(JSON.stringify(filter))}`)
      assert.equal(count, figure, JSON.stringify(asked))
      seen += figure
    }
    for (const row of (await get(`/api/insight/overview${whose}`)).classes as Row[])
      await same(row['customers'] ?? 0, { class: row['class'] ?? '' })
    for (const cell of (await get(`/api/insight/grid${whose}`)).cells as Row[])
      await same(cell['customers'] ?? 0, {
        recencyScore: cell['recency'] ?? 0,
        frequencyScore: cell['frequency'] ?? 0,
      })
    for (const cell of (await get(`/api/insight/value-grid${whose}`)).cells as Row[])
      await same(cell['customers'] ?? 0, { moneyScore: cell['present'] ?? 0, potentialScore: cell['potential'] ?? 0 })
  }
  assert.ok(seen > 100, `${seen} customers counted`)
}

/** What insight expects goes out in the file of customers and with each of them, as the page of the customer tells it. */
async function seePredictionsInHands(): Promise<void> {
  const path = join(house.data, 'customers.csv')
  const { rows } = await exportToPath(
    house,
    { what: 'customers', format: 'csv', path, wish: { source: 'shop' } },
    () => {},
  )
  const [header = [], ...lines] = parse(readFileSync(path), { bom: true }) as string[][]
  assert.equal(lines.length, rows)
  const files = lines.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])))
  const line = files.find((one) => Number(one['expected_orders_365_high']) > 2 && one['next_purchase_on'])
  assert.ok(line, 'somebody is expected to come back')
  const { rows: found } = await house.database.owner.query(
    `select customer_id from customers.identities where value = $1 and kind = 'ref' and source = 'shop' limit 1`,
    [line['customer_ref']],
  )
  const permissions = ['insight.read', 'customers.read', 'orders.profit']
  const { key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: 'hands', permissions }))
  const get = async (tail = '') => {
    const url = `/api/customers/${found[0]?.customer_id}${tail}`
    return (await app.inject({ url, headers: { authorization: `Bearer ${key}` } })).json()
  }
  const { predictions, metrics } = await get()
  const { prediction } = await get('/prediction')
  assert.equal(line['basket_score'], String(metrics.b))
  for (const [at, days] of [30, 90, 365].entries()) {
    const { orders, value } = predictions.horizons[at]
    const told = prediction.horizons[at]
    assert.deepEqual([orders.low, orders.high, value], [told.orders.low, told.orders.high, told.value])
    assert.equal(Number(line[`expected_orders_${days}_low`]), orders.low)
    assert.equal(Number(line[`expected_orders_${days}_high`]), orders.high)
    for (const end of ['low', 'high'])
      assert.equal(Number(line[`expected_value_${days}_${end}`]), Number(value[end]), `${days} ${end}`)
    if (days < 365) assert.equal(Number(line[`expected_orders_${days}`]), orders.expected)
  }
  assert.equal(line['next_purchase_category'], predictions.nextPurchase.category ?? '')
  assert.equal(line['next_purchase_low'], predictions.nextPurchase.low)
  const usage = predictions.usage.map(
    (one: Record<string, string>) => `${one['category']} ${one['usage']} ${one['loyalty']}`,
  )
  assert.equal(line['usage_loyalty'], usage.join(';'))
}

/** Classes have a history of months; the list, the timelines and the present agree with it. */
async function seeHistory(): Promise<void> {
  const { rows: moves } = await house.database.owner.query(`
    select customer_id, class, previous_class, as_of::text, changed_at,
      (changed_at at time zone 'Asia/Shanghai')::date::text as day,
      lag(class) over (partition by customer_id order by changed_at) as before,
      lead(class) over (partition by customer_id order by changed_at) is null as is_last
    from insight.score_history order by changed_at`)
  assert.ok(new Set(moves.map((move) => move.as_of)).size >= 6, 'six months')
  assert.ok(moves.some((move) => move.previous_class !== null && !isNow(move.changed_at)))
  for (const move of moves) {
    assert.equal(move.day, move.as_of, 'dated the day it is about')
    if (move.previous_class !== null || !isNow(move.changed_at))
      assert.equal(move.previous_class, move.before, 'each move begins where the last ended')
  }
  const { rows: told } = await house.database.owner.query(`
    select customer_id, occurred_at, data->>'from' as "from", data->>'to' as "to"
    from customers.interactions where kind = 'class_changed' order by occurred_at`)
  const moved = moves.filter((move) => move.previous_class !== null && move.class !== null)
  const text = (id: string, at: Date, from: string, to: string) => `${id} ${at.toISOString()} ${from} ${to}`
  const { rows: runs } = await house.database.owner.query('select started_at from insight.runs')
  const analysed = new Set(runs.map((run) => run.started_at.getTime()))
  assert.ok(
    moved.every((move) => analysed.has(move.changed_at.getTime())),
    'nobody moves because they are predicted for the first time',
  )
  assert.deepEqual(
    told.map((row) => text(row.customer_id, row.occurred_at, row.from, row.to)).sort(),
    moved.map((move) => text(move.customer_id, move.changed_at, move.previous_class, move.class)).sort(),
    'timelines tell the same moves at the same moments',
  )
  const { rows: present } = await house.database.owner.query('select customer_id, class from insight.scores')
  const last = new Map(moves.filter((move) => move.is_last).map((move) => [move.customer_id, move.class]))
  for (const { customer_id, class: now } of present) assert.equal(last.get(customer_id), now)
}

const isNow = (moment: Date) => Date.now() - moment.getTime() < 600_000
