import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { addDays } from '#core/words/dates.ts'
import { seededRandom } from '#core/words/seeded-random.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { forgetJoined } from '../predict/forget-joined.ts'
import { analyse } from '../run/analyse.ts'
import { openInsightHouse } from '../testing/insight-house.ts'
import { addCustomers, addSales, type Sale } from '../testing/sales.ts'

const TODAY = '2025-12-31'
const { house, app } = await openInsightHouse()
const { owner } = house.database

/** Customer n buys by chance, every `n % 9 + 2` weeks on average, and leaves after one purchase in ten. */
function salesOf(n: number): Sale[] {
  const random = seededRandom((n + 1) * 7919)
  const gap = ((n % 9) + 2) * 7
  const sales: Sale[] = []
  for (let day = addDays('2024-01-05', n * 2); day <= TODAY; ) {
    sales.push({ customer: `c${n}`, at: `${day}T04:00:00Z`, revenue: String(50 + n), cost: String(20 + n / 2) })
    if (random() < 0.1) break
    day = addDays(day, Math.ceil(-Math.log(1 - random()) * gap))
  }
  return sales
}
const names = Array.from({ length: 60 }, (_, n) => `c${n}`)
const ids = await addCustomers(owner, [...names, 'nobody'])
await addSales(
  owner,
  ids,
  names.flatMap((_, n) => salesOf(n)),
)
const asOn = (day: string) =>
  house.asSystem('test', (ctx) => analyse({ ...ctx, now: new Date(`${day}T20:00:00Z`) }, { asOf: day }))

test('everybody who bought is predicted: who went quiet is expected less, intervals hold what is expected', async () => {
  await asOn(TODAY)
  await runWaitingJobs(house)
  const { rows } = await owner.query(
    `select c.name, p.* from insight.predictions p join customers.customers c using (customer_id)`,
  )
  assert.equal(rows.length, 60)
  for (const row of rows) {
    assert.ok(row.p_active >= 0 && row.p_active <= 1 && row.churn_risk >= 0 && row.churn_risk <= 1, row.name)
    assert.ok(row.orders[0] <= row.orders[1] && row.orders[1] <= row.orders[2], row.name)
    assert.ok(
      row.orders_low.every((low: number, at: number) => low <= row.orders_high[at]),
      row.name,
    )
    assert.ok(
      row.orders_inside.every((inside: number) => inside >= 0.7999),
      row.name,
    )
  }
  const byActive = rows.toSorted((a, b) => a.p_active - b.p_active)
  const [least, most] = [byActive[0], byActive.at(-1)]
  assert.ok(most.last_day > least.last_day && most.churn_risk < least.churn_risk && least.potential_score <= 2)
  assert.ok(rows.every((row) => row.basis === 'profit'))
  const { rows: kept } = await owner.query(`select * from insight.models where model = 'purchases'`)
  assert.equal(kept.length, 1)
  assert.match(kept[0].version, /^(bg-nbd|pareto-nbd|past-rate|own-pace) 2$/)
  const { rows: copied } = await owner.query(
    `select count(*)::int as n from facts.customer_predictions where potential_score = 5`,
  )
  assert.ok(copied[0].n >= 6)
})

test('who is predicted for the first time does not move: their class is a first one, and nobody is told', async () => {
  const { rows } = await owner.query(`
    select h.customer_id, h.previous_class, s.class = h.class as stands
    from insight.score_history h join insight.scores s using (customer_id)`)
  assert.equal(rows.length, 60)
  assert.ok(rows.every((row) => row.previous_class === null && row.stands))
  const { rows: told } = await owner.query(`select from core.events where name = 'insight.classes.changed'`)
  assert.equal(told.length, 0)
  // Scored long ago without predictions, as by an older version.
  await owner.query(`update insight.score_history set changed_at = '2025-06-01', as_of = '2025-06-01'`)
  await owner.query('delete from insight.predictions')
  await owner.query(`update insight.scores set class = 'dispensable', computed_at = '2025-06-01'`)
  await owner.query(`update insight.score_history set class = 'dispensable'`)
  await house.asSystem('test', (ctx) =>
    analyse({ ...ctx, now: new Date('2025-07-01T20:00:00Z') }, { asOf: TODAY, predict: false }),
  )
  await asOn(TODAY)
  await runWaitingJobs(house)
  const { rows: moves } = await owner.query(`
    select h.previous_class, h.changed_at, h.announced, s.class from insight.score_history h join insight.scores s using (customer_id)
    where h.changed_at > '2025-07-02' order by 1`)
  assert.ok(moves.length > 0, 'some are in another class than before')
  assert.ok(
    moves.every((move) => move.previous_class === null && move.announced),
    JSON.stringify(moves),
  )
})

test('an analysis and its predictions are one move', async () => {
  // As if potentials had been others yesterday, and classes followed them.
  await owner.query('update insight.predictions set potential_score = 6 - potential_score')
  await owner.query(`update insight.scores set computed_at = '2025-06-01'`)
  await owner.query('delete from insight.score_history')
  const before = await owner.query('select customer_id, class from insight.scores')
  await asOn(TODAY)
  const { rows: between } = await owner.query('select from insight.score_history where not announced')
  assert.ok(between.length > 0, 'the analysis moved some')
  await runWaitingJobs(house)
  const { rows } = await owner.query('select customer_id, previous_class, class from insight.score_history')
  const { rows: now } = await owner.query('select customer_id, class from insight.scores')
  const was = new Map(before.rows.map((row) => [row.customer_id, row.class]))
  const moved = now.filter((row) => was.get(row.customer_id) !== row.class)
  assert.deepEqual(
    rows.map((row) => `${row.customer_id} ${row.previous_class} ${row.class}`).sort(),
    moved.map((row) => `${row.customer_id} ${was.get(row.customer_id)} ${row.class}`).sort(),
  )
})

test('predictions are looked back on, and each horizon that is over is held against what happened', async () => {
  const { rows } = await owner.query('select * from insight.track_records order by as_of desc, days')
  assert.ok(rows.length >= 10, String(rows.length))
  for (const row of rows) {
    assert.equal(row.told, false)
    const { rows: counted } = await owner.query(
      `select count(*)::int as n from (select distinct s.customer_id, (o.ordered_at at time zone 'Asia/Shanghai')::date as day
         from insight.snapshots s join orders.orders o using (customer_id) where s.as_of = $1) d
       where day > $1::date and day <= $1::date + $2::int`,
      [row.as_of, row.days],
    )
    assert.equal(row.happened_orders, counted[0].n)
    const at = [30, 90, 365].indexOf(row.days) + 1
    const { rows: again } = await owner.query(
      `select sum(orders[$2]) as expected, avg(abs(orders[$2] - happened_orders[$2])) as error,
         avg((orders[$2] - happened_orders[$2])^2) as squared, avg((base_orders[$2] - happened_orders[$2])^2) as base_squared,
         stddev_pop(orders[$2] - happened_orders[$2]) * sqrt(count(*)) as total_scatter,
         avg((happened_orders[$2] between orders_low[$2] and orders_high[$2])::int) as inside
       from insight.snapshots where as_of = $1`,
      [row.as_of, at],
    )
    for (const [stored, found] of [
      [row.expected_orders, again[0].expected],
      [row.error, again[0].error],
      [row.squared_error, again[0].squared],
      [row.base_squared_error, again[0].base_squared],
      [row.total_scatter, again[0].total_scatter],
      [row.inside, again[0].inside],
    ])
      assert.ok(Math.abs(stored - found) < 1e-3 * (1 + found), `${stored} ${found}`)
    assert.equal(
      row.deciles.reduce((sum: number, group: { customers: number }) => sum + group.customers, 0),
      row.customers,
    )
  }
  const { rows: over } = await owner.query(
    `select count(*)::int as n from insight.snapshots where as_of <= date '${TODAY}' - 30 and happened_orders[1] is null`,
  )
  assert.equal(over[0].n, 0)
})

test('what is told at the beginning of a month is scored when its time is over; levels that changed are told once', async () => {
  await asOn('2026-01-02')
  await runWaitingJobs(house)
  const { rows: told } = await owner.query('select distinct as_of::text from insight.snapshots where told order by 1')
  assert.deepEqual(
    told.map((row) => row.as_of),
    [TODAY, '2026-01-02'],
  )
  await asOn('2026-02-05')
  await runWaitingJobs(house)
  const { rows } = await owner.query(
    `select days, customers from insight.track_records where told and as_of = '2026-01-02'`,
  )
  assert.deepEqual(rows, [{ days: 30, customers: 60 }])
  const { rows: changes } = await owner.query(
    `select (select count(*)::int from insight.churn_changes where not announced) as waiting,
       (select count(*)::int from insight.churn_changes where previous_level is not null) as moved`,
  )
  assert.equal(changes[0].waiting, 0)
  assert.ok(changes[0].moved > 0)
})

test('a customer’s prediction says what it rests on, and earlier ones; profits are not for everybody', async () => {
  const ask = async (permissions: string[], path: string) => {
    const { key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: path, permissions }))
    const reply = await app.inject({ url: path, headers: { authorization: `Bearer ${key}` } })
    return { status: reply.statusCode, body: reply.json() }
  }
  const path = `/api/customers/${ids.get('c1')}/prediction`
  const { body: all } = await ask(['insight.read', 'orders.profit'], path)
  assert.equal(all.prediction.horizons.length, 3)
  assert.ok(Number(all.prediction.horizons[2].value.expected) > 0)
  assert.ok(all.why.purchases > 1 && all.why.factors.length >= 2)
  assert.ok(all.earlier.some((row: { happened: number | null }) => row.happened !== null))
  assert.equal(all.record.days, 30)
  const { body: some } = await ask(['insight.read'], path)
  assert.equal(some.prediction.horizons[2].value, null)
  assert.equal(some.prediction.lifetimeValue, null)
  assert.equal(some.why.spend, null)
  assert.equal(some.record.value, null)
  const { body: nobody } = await ask(['insight.read'], `/api/customers/${ids.get('nobody')}/prediction`)
  assert.equal(nobody.prediction, null)
  assert.equal(nobody.model.state === 'too_little_data', false)
  const { body: models } = await ask(['insight.read'], '/api/insight/models')
  assert.equal(models.items[0].model, 'purchases')
  const { body: grid } = await ask(['insight.read', 'orders.profit'], '/api/insight/value-grid')
  assert.equal(grid.customers, 60)
  const { body: what } = await ask(['insight.read', 'orders.profit'], '/api/insight/what-if?points=2')
  assert.ok(Number(what.value.after) > Number(what.value.now) && what.retention.after > what.retention.now)
  assert.equal((await ask(['insight.read'], '/api/insight/what-if?points=2')).body.value, null)
})

test('where the base line was nearer to what happened, its figures are given for that horizon, and pages are told so', async () => {
  const ask = async (path: string) => {
    const { key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: path, permissions: ['insight.read'] }))
    return (await app.inject({ url: path, headers: { authorization: `Bearer ${key}` } })).json()
  }
  const records = '/api/insight/track-records?days=30'
  const { judged, items } = await ask(records)
  const { rows: scatter } = await owner.query(
    `with d as (select customer_id, (orders[1] - happened_orders[1])^2 - (base_orders[1] - happened_orders[1])^2 as off from insight.snapshots
       where as_of = any($1::date[]) and happened_orders[1] is not null),
     c as (select sum(off - (select avg(off) from d)) as off from d group by customer_id)
     select sqrt(sum(off^2)) / (select count(*) from d) as wanted, (select standard_error from insight.track_scatter where days = 30) as kept from c`,
    [items.slice(0, 12).map((one: { asOf: string }) => one.asOf)],
  )
  assert.ok(Math.abs(scatter[0].wanted / scatter[0].kept - 1) < 1e-3, JSON.stringify(scatter[0]))
  assert.equal(judged.predictions, Math.min(12, items.length))
  assert.equal(
    judged.won,
    items
      .slice(0, 12)
      .filter(
        (one: { rootMeanSquaredError: number; baseRootMeanSquaredError: number }) =>
          one.rootMeanSquaredError < one.baseRootMeanSquaredError,
      ).length,
  )
  await owner.query('update insight.track_records set squared_error = 0.6, base_squared_error = 0.2 where days = 30')
  assert.equal((await ask(records)).judged.verdict, 'worse')
  await asOn('2026-02-06')
  await runWaitingJobs(house)
  const { prediction, model } = await ask(`/api/customers/${ids.get('c1')}/prediction`)
  assert.deepEqual([model.state, model.aside], ['used', [30]])
  const [month, quarter] = prediction.horizons
  assert.ok(
    Math.abs(month.orders.expected - Math.min(month.orders.base, quarter.orders.expected)) <
      0.02 * (1 + month.orders.base),
  )
  assert.deepEqual((await ask('/api/insight/models')).items[0].parameters.aside, [30])
})

test('the policies of the classes are what the view for other rooms says, before and after a change', async () => {
  const { key } = await house.asSystem('test', (ctx) =>
    addApiKey(ctx, { name: 'policy', permissions: ['insight.read', 'insight.rule'] }),
  )
  const call = (method: 'GET' | 'PUT', body?: object, version?: number) =>
    app.inject({
      method,
      url: '/api/insight/class-policies',
      headers: { authorization: `Bearer ${key}`, ...(version !== undefined && { 'if-match': String(version) }) },
      ...(body && { payload: body }),
    })
  const inView = async () => {
    const { rows } = await owner.query('select * from facts.class_policies order by class')
    return Object.fromEntries(
      rows.map(({ class: name, answer_hours, ...row }) => [name, { ...row, answerHours: answer_hours }]),
    )
  }
  const before = (await call('GET')).json()
  assert.deepEqual(await inView(), before.policies)
  const policies = {
    ...before.policies,
    dispensable: { ...before.policies.dispensable, service: 'none', answerHours: 99, note: '不再跟进' },
  }
  assert.equal((await call('PUT', { policies }, before.version)).statusCode, 200)
  assert.deepEqual(await inView(), policies)
  assert.equal((await call('PUT', { policies }, before.version)).statusCode, 412)
})

test('what was expected of a record goes when it is joined to another; of the other it stays', async () => {
  const [stays, goes] = [ids.get('c3') ?? '', ids.get('c4') ?? '']
  await owner.query(`update customers.customers set stage = 'merged', merged_into = $1 where customer_id = $2`, [
    stays,
    goes,
  ])
  await house.asSystem('test', (ctx) => forgetJoined(ctx, [stays, goes]))
  for (const table of ['predictions', 'snapshots']) {
    const { rows } = await owner.query(
      `select distinct customer_id from insight.${table} where customer_id = any($1)`,
      [[stays, goes]],
    )
    assert.deepEqual(rows, [{ customer_id: stays }], table)
  }
})
