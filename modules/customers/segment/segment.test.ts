import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { announce } from '#core/events/announce.ts'
import { runJobs } from '#core/jobs/run-jobs.ts'
import { offersComputed, predictionsComputed, usageComputed } from '#modules/insight/events.ts'
import { askAs } from '../list/testing/ask.ts'
import { fillCustomers } from '../list/testing/fill-customers.ts'
import { openCustomersHouse } from '../testing/open-customers-house.ts'
import { queueSegments, queueStale } from './segment-jobs.ts'

const tested = await openCustomersHouse()
const { house } = tested
const { owner } = house.database
await fillCustomers(owner, 800)
await owner.query('delete from customers.segments')
const running = await runJobs(house)

const rights = ['customers.read', 'customers.segments', 'customers.edit']
const all = await askAs(tested, { permissions: rights })
const dealer = await askAs(tested, { permissions: rights, unitIds: [3] })
const blind = await askAs(tested, { permissions: rights, masked: ['email', 'birthday'] })
const reader = await askAs(tested)

type Segment = {
  segmentId: number
  version: number
  size: number | null
  hidden: boolean
  condition: unknown
  name: string
}
const add = async (name: string, condition: unknown, ask = all) => {
  const answer = await ask('POST', '/api/segments', { body: { name, condition } })
  return { ...answer, segment: answer.body as unknown as Segment }
}
const read = async (segmentId: number, ask = all) =>
  (await ask('GET', `/api/segments/${segmentId}`)).body as unknown as Segment

async function until<T>(read: () => Promise<T>, good: (value: T) => boolean, most = 5000): Promise<T> {
  const end = Date.now() + most
  for (;;) {
    const value = await read()
    if (good(value)) return value
    assert.ok(Date.now() < end, `not in time: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}
const sized = (segmentId: number, ask = all) =>
  until(
    () => read(segmentId, ask),
    ({ size }) => size !== null,
  )
const key = { field: 'class', op: 'is', value: ['key'] }

test('a saved segment is counted, listed, and usable as a filter; inside a unit it counts that unit only', async () => {
  const { segment, status } = await add('Key customers', key)
  assert.equal(status, 201)
  const { size } = await sized(segment.segmentId)
  const { rows } = await owner.query(`select count(*)::int as n, count(*) filter (where 3 = any(unit_ids))::int as mine
    from customers.customers where listed and class = 'key'`)
  assert.deepEqual([size, rows[0].n > 20], [rows[0].n, true])
  assert.equal((await read(segment.segmentId, dealer)).size, rows[0].mine)
  const { body } = await all('GET', '/api/customers/count', { query: { segment: String(segment.segmentId) } })
  assert.equal(body.count, rows[0].n)
  const listed = await all('GET', '/api/customers', { query: { segment: String(segment.segmentId), limit: '5' } })
  assert.ok(
    listed.body.items?.every((row) => row.class === 'key' && (row.segmentIds as number[]).includes(segment.segmentId)),
  )
})

test('membership follows a change within two seconds, with events that say who came and went', async () => {
  const { segment } = await add('Tagged', {
    all: [{ field: 'tags', op: 'any', value: ['follow'] }, { not: { field: 'tags', op: 'any', value: ['stop'] } }],
  })
  await sized(segment.segmentId)
  const { rows } = await owner.query('select customer_id from customers.customers where listed limit 3')
  const ids = rows.map((row) => row.customer_id)
  const members = async () =>
    (
      await owner.query('select customer_id from customers.segment_members where segment_id = $1 order by 1', [
        segment.segmentId,
      ])
    ).rows.map((row) => row.customer_id)
  const tag = (tags: string) =>
    house.asSystem('test', async (ctx) => {
      await sql`update customers.customers set tags = ${tags}::text[] where customer_id = any(${ids}::uuid[])`.execute(
        ctx.db,
      )
      queueSegments(ctx, ids)
    })
  await tag('{follow}')
  await until(members, (found) => found.length === 3, 2000)
  assert.deepEqual(
    (
      await owner.query(
        'select segment_ids @> array[$2::int] as is from customers.customers where customer_id = any($1)',
        [ids, segment.segmentId],
      )
    ).rows.map((row) => row.is),
    [true, true, true],
  )
  assert.equal((await read(segment.segmentId)).size, 3)
  await tag('{follow,stop}')
  await until(members, (found) => found.length === 0, 2000)
  const events = await owner.query(
    `select name, payload from core.events where name like 'customers.segment.%'
    and (payload->>'segmentId')::int = $1 order by event_id`,
    [segment.segmentId],
  )
  assert.deepEqual(
    events.rows.map((row) => row.name),
    ['customers.segment.changed', 'customers.segment.entered', 'customers.segment.changed', 'customers.segment.left'],
  )
  assert.deepEqual(events.rows[0].payload, { segmentId: segment.segmentId, entered: 3, left: 0 })
  assert.deepEqual([...events.rows[3].payload.customerIds].sort(), ids.sort())
})

test('one customer does not wait behind an evaluation of everybody', async () => {
  const { segment } = await add('Quick', { field: 'tags', op: 'any', value: ['quick'] })
  await sized(segment.segmentId)
  // Somebody is at the long work for minutes: that queue is shut.
  await owner.query(`insert into graphile_worker._private_job_queues (queue_name, locked_at, locked_by)
    values ('customers.segments', now(), 'somebody') on conflict (queue_name)
    do update set locked_at = now(), locked_by = 'somebody'`)
  const { rows } = await owner.query('select customer_id from customers.customers where listed limit 1')
  await owner.query(`update customers.customers set tags = '{quick}' where customer_id = $1`, [rows[0].customer_id])
  await house.asSystem('test', async (ctx) => queueSegments(ctx, [rows[0].customer_id]))
  await until(
    () => read(segment.segmentId),
    ({ size }) => size === 1,
  )
  await owner.query(`update graphile_worker._private_job_queues set locked_at = null, locked_by = null
    where queue_name = 'customers.segments'`)
})

test('a segment of segments follows those it asks; circles and archiving what is asked are refused', async () => {
  const { segment: one } = await add('One', key)
  const { segment: two } = await add('Two', {
    all: [{ segment: one.segmentId }, { field: 'stage', op: 'is', value: ['customer'] }],
  })
  const before = await sized(two.segmentId)
  const changed = await all('PATCH', `/api/segments/${one.segmentId}`, {
    version: one.version,
    body: { condition: { field: 'class', op: 'is', value: ['dispensable'] } },
  })
  assert.equal(changed.status, 200)
  await until(
    () => read(two.segmentId),
    ({ size }) => size !== null && size !== before.size,
  )
  const circle = await all('PATCH', `/api/segments/${one.segmentId}`, {
    version: 2,
    body: { condition: { segment: two.segmentId } },
  })
  assert.deepEqual([circle.status, circle.body.code], [409, 'segment_in_circle'])
  const used = await all('PATCH', `/api/segments/${one.segmentId}`, { version: 2, body: { archived: true } })
  assert.deepEqual([used.status, used.body.code], [409, 'segment_in_use'])
  const old = await all('PATCH', `/api/segments/${one.segmentId}`, { version: 1, body: { name: 'Old' } })
  assert.deepEqual([old.status, old.body.code], [412, 'record_changed'])
})

test('usage of a category: its cells are found in every scope, and told anew once the analysis has computed them', async () => {
  const { rows } = await owner.query('select customer_id, unit_ids from customers.customers where listed limit 6')
  const put = (usage: string, loyalty: string, index: number) =>
    owner.query(
      `insert into insight.usage (customer_id, category, unit_ids, quantity, purchases, branded, revenue_micro, usage, loyalty)
       values ($1, '食品/茶叶', $2, 1, 4, 4, 0, $3, $4)`,
      [rows[index].customer_id, rows[index].unit_ids, usage, loyalty],
    )
  await put('heavy', 'switching', 0)
  await put('heavy', 'unknown', 1)
  await put('light', 'switching', 2)
  const count = async (usage: object, ask = all) =>
    (await ask('POST', '/api/segments/preview', { body: { condition: { usage } } })).body.count
  const category = '食品/茶叶'
  assert.equal(await count({ category }), 3)
  assert.equal(await count({ category, usage: ['heavy'] }), 2)
  assert.equal(await count({ category, usage: ['heavy', 'light'], loyalty: ['switching'] }), 2)
  assert.equal(await count({ category: '食品' }), 0)
  const mine = rows.slice(0, 3).filter((row) => row.unit_ids.includes(3)).length
  assert.equal(await count({ category }, dealer), mine)
  for (const usage of [{}, { category, usage: [] }, { category, usage: ['much'] }, { category, more: 1 }])
    assert.equal(
      (await all('POST', '/api/segments/preview', { body: { condition: { usage } } })).body.code,
      'invalid_input',
    )
  const { segment } = await add('Heavy switchers of tea', {
    usage: { category, usage: ['heavy'], loyalty: ['switching'] },
  })
  const { segment: outer } = await add('Around the heavy', { segment: segment.segmentId })
  assert.equal((await sized(segment.segmentId)).size, 1)
  await put('heavy', 'switching', 3)
  await house.asSystem('test', async (ctx) => announce(ctx, usageComputed, { asOf: '2026-01-31', changed: 1 }))
  for (const { segmentId } of [segment, outer]) {
    await until(
      () => read(segmentId),
      ({ size }) => size === 2,
    )
  }
})

test('archived segments leave lists and filters and come back', async () => {
  const { segment } = await add('Passing', key)
  const archived = await all('PATCH', `/api/segments/${segment.segmentId}`, { version: 1, body: { archived: true } })
  assert.equal(archived.status, 200)
  const names = async () => ((await all('GET', '/api/segments')).body.items ?? []).map((one) => one.name)
  assert.ok(!(await names()).includes('Passing'))
  assert.equal((await all('GET', '/api/customers', { query: { segment: String(segment.segmentId) } })).status, 404)
  await all('PATCH', `/api/segments/${segment.segmentId}`, { version: 2, body: { archived: false } })
  assert.ok((await names()).includes('Passing'))
  assert.equal((await add('Passing', key)).body.code, 'segment_name_taken')
})

test('who sees a field masked neither builds on it nor learns size, condition or members of what rests on it', async () => {
  const mailed = { field: 'email', op: 'is', value: ['c5@example.com'] }
  for (const condition of [mailed, { not: mailed }, { any: [key, { field: 'birthdayMonth', op: 'is', value: [5] }] }]) {
    assert.equal((await blind('POST', '/api/segments/preview', { body: { condition } })).body.code, 'field_masked')
    assert.equal((await add('Spy', condition, blind)).body.code, 'field_masked')
  }
  const { segment } = await add('Mailed', { not: { field: 'email', op: 'empty' } })
  const { segment: outer } = await add('Around it', { any: [{ segment: segment.segmentId }, key] })
  assert.ok(((await sized(outer.segmentId)).size ?? 0) > 100)
  for (const id of [segment.segmentId, outer.segmentId]) {
    const seen = await read(id, blind)
    assert.deepEqual([seen.hidden, seen.size, seen.condition], [true, null, null])
    for (const url of ['/api/customers', '/api/customers/count']) {
      assert.equal((await blind('GET', url, { query: { segment: String(id) } })).body.code, 'field_masked')
      const filter = JSON.stringify([{ field: 'segment', op: 'none', value: [id] }])
      assert.equal((await blind('GET', url, { query: { filter } })).body.code, 'field_masked')
    }
    assert.equal(
      (await blind('POST', '/api/segments/preview', { body: { condition: { segment: id } } })).body.code,
      'field_masked',
    )
    assert.equal(
      (await blind('PATCH', `/api/segments/${id}`, { version: 1, body: { name: 'Mine' } })).body.code,
      'field_masked',
    )
  }
  const { body } = await blind('GET', '/api/customers', { query: { limit: '200' } })
  assert.ok(body.items?.every((row) => !(row.segmentIds as number[]).includes(outer.segmentId)))
  assert.ok(
    (await all('GET', '/api/customers', { query: { limit: '200' } })).body.items?.some((row) =>
      (row.segmentIds as number[]).includes(outer.segmentId),
    ),
  )
})

test('preview counts and shows some; inside a unit of that unit', async () => {
  const { body } = await all('POST', '/api/segments/preview', { body: { condition: key } })
  const { body: mine } = await dealer('POST', '/api/segments/preview', { body: { condition: key } })
  assert.deepEqual([body.exact, body.sampled, body.items?.length], [true, null, 8])
  assert.ok(Number(mine.count) > 0 && Number(mine.count) < Number(body.count))
  assert.ok(mine.items?.every((row) => (row.unitIds as number[]).includes(3)))
})

test('the limits of conditions hold, and reading alone allows no saving', async () => {
  const nested = (depth: number): unknown => (depth === 0 ? key : { not: nested(depth - 1) })
  assert.equal((await all('POST', '/api/segments/preview', { body: { condition: nested(6) } })).status, 200)
  assert.equal(
    (await all('POST', '/api/segments/preview', { body: { condition: nested(7) } })).body.code,
    'invalid_input',
  )
  const wide = { all: [{ any: Array(30).fill(key) }, { any: Array(21).fill(key) }] }
  assert.equal((await all('POST', '/api/segments/preview', { body: { condition: wide } })).body.code, 'invalid_input')
  assert.equal(
    (await all('POST', '/api/segments/preview', { body: { condition: { all: [] } } })).body.code,
    'invalid_input',
  )
  assert.equal(
    (await all('POST', '/api/segments/preview', { body: { condition: { segment: 999 } } })).body.code,
    'segment_not_found',
  )
  assert.equal((await add('No right', key, reader)).body.code, 'forbidden')
})

test('a mistake in a condition is told with its place', async () => {
  const good = { field: 'class', op: 'is', value: ['key'] }
  const told = async (condition: unknown) => {
    const { status, body } = await all('POST', '/api/segments/preview', { body: { condition } })
    const { title, code, details } = body as unknown as {
      title: string
      code: string
      details: Record<string, unknown>
    }
    assert.equal(status, 400)
    return { title, code, at: details.field, place: details.place }
  }
  const deep = await told({
    all: [good, { any: [good, { bought: { measure: 'often', compare: 'atLeast', value: '1' } }] }],
  })
  assert.equal(deep.at, 'condition.all.1.any.1.bought.measure')
  assert.match(deep.title, /^condition\.all\.1\.any\.1\.bought\.measure: .*"times"/)
  assert.equal((await told({ all: [good, { field: 'class' }] })).at, 'condition.all.1.op')
  assert.equal(
    (await told({ not: { touched: { compare: 'exactly', value: 0, when: 1 } } })).at,
    'condition.not.touched.when',
  )
  const none = await told({ all: [good, { none: [good] }] })
  assert.deepEqual([none.at, /\{all: \[…\]\}, \{any/.test(none.title)], ['condition.all.1', true])
  // What only the list of fields knows is told with its place as well.
  const unknown = await told({ any: [good, { not: { field: 'shoeSize', op: 'is', value: 1 } }] })
  assert.deepEqual([unknown.code, unknown.place], ['filter_invalid', 'condition.any.1.not'])
  assert.match(unknown.title, /^condition\.any\.1\.not: shoeSize is: There is no such field/)
})

test('what was not evaluated today is, once the day has changed', async () => {
  const { segment } = await add('Daily', key)
  await sized(segment.segmentId)
  await owner.query(
    `update customers.segments set evaluated_at = now() - interval '2 days', members_count = -1 where segment_id = $1`,
    [segment.segmentId],
  )
  await house.asSystem('test', queueStale)
  await until(
    () => read(segment.segmentId),
    ({ size }) => size !== -1,
  )
})

// Last: the night copies scores, and these customers have none.
test('who is due, whom to offer what, and figures of 30 days: in every scope, and told anew after each night of models', async () => {
  const { rows } = await owner.query('select customer_id, unit_ids from customers.customers where listed limit 6')
  const need = (index: number, category: string, state: string) =>
    owner.query(
      `insert into insight.needs (customer_id, unit_ids, category, as_of, computed_at, state, last_on, due_on, next_on, low_on, high_on,
         probability_7d, probability_14d, probability_30d, returns, purchases, last_quantity, usual_quantity, usual_gap, expected_30d,
         revenue_micro_30d, method)
       values ($1, $2, $3, current_date, now(), $4, current_date, current_date, current_date, current_date, current_date,
         0, 0, 0, 0, 1, 1, 1, 30, 0, 0, 'model')`,
      [rows[index].customer_id, rows[index].unit_ids, category, state],
    )
  await need(0, '食品/茶叶', 'due')
  await need(0, '食品/茶叶/红茶', 'due')
  await need(1, '食品/茶叶/红茶', 'overdue')
  await need(2, '食品/茶叶馆', 'due')
  const count = async (condition: object, ask = all) =>
    (await ask('POST', '/api/segments/preview', { body: { condition } })).body.count
  const tea = (states: string[]) => ({ need: { category: '食品/茶叶', states } })
  assert.equal(await count(tea(['due'])), 1)
  assert.equal(await count(tea(['due', 'overdue'])), 2)
  assert.equal(await count({ need: { states: ['due'] } }), 2)
  const mine = rows.slice(0, 2).filter((row) => row.unit_ids.includes(3)).length
  assert.equal(await count(tea(['due', 'overdue']), dealer), mine)
  for (const wrong of [
    { need: { states: [] } },
    { need: { category: '' } },
    { offer: { sku: 'A', first: 0 } },
    { offer: {} },
  ])
    assert.equal(
      (await all('POST', '/api/segments/preview', { body: { condition: wrong } })).body.code,
      'invalid_input',
    )
  assert.equal(await count({ offer: { sku: 'unheard of' } }), 0)
  const soon = { field: 'expectedOrders30', op: 'between', value: ['0.5', null] }
  const { rowCount } = await owner.query(
    'select from insight.predictions join customers.customers using (customer_id) where listed and orders[1] >= 0.5',
  )
  assert.ok(rowCount)
  assert.equal(await count(soon), rowCount)
  const worth = { field: 'expectedValue30', op: 'between', value: ['1', null] }
  assert.equal((await blind('POST', '/api/segments/preview', { body: { condition: worth } })).body.code, 'field_masked')
  // A list has no index for it.
  const filter = JSON.stringify([soon])
  assert.equal((await all('GET', '/api/customers', { query: { filter } })).body.code, 'filter_invalid')
  const { segment } = await add('Tea is due', tea(['due', 'overdue']))
  assert.equal((await sized(segment.segmentId)).size, 2)
  await need(3, '食品/茶叶', 'due')
  await house.asSystem('test', async (ctx) => announce(ctx, predictionsComputed, { asOf: '2026-01-31' }))
  await until(
    () => read(segment.segmentId),
    ({ size }) => size === 3,
  )
  const offered = await add('Offered tea', { offer: { sku: 'OFFERED', kind: 'new' } })
  assert.equal((await sized(offered.segment.segmentId)).size, 0)
  await owner.query(
    `with tea as (
       insert into catalogue.products (product_id, sku, name, source) values (gen_random_uuid(), 'OFFERED', 'Tea', 'test') returning product_id
     )
     insert into insight.offers (customer_id, unit_ids, fresh, product_ids, chances, gains_micro, because_first, because_second,
       because_third, customers, both_customers, lifts, times, last_days, fitted_at)
     select $1, $2, 1, array[product_id], '{0.1}', '{null}', '{null}', '{null}', '{null}', '{9}', '{9}', '{null}', '{0}', '{null}', now() from tea`,
    [rows[4].customer_id, rows[4].unit_ids],
  )
  await house.asSystem('test', async (ctx) => announce(ctx, offersComputed, { asOf: '2026-01-31' }))
  await until(
    () => read(offered.segment.segmentId),
    ({ size }) => size === 1,
  )
})

// The house closes after the last test; jobs must have stopped by then.
test('jobs stop', () => running.stop())
