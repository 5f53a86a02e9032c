import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemActor } from '#core/access/actor.ts'
import { DIMENSIONS } from './catalogue-rules.ts'
import { queryShape } from './contract.ts'
import { explore } from './query/explore.ts'
import { keepTime } from './query/guarded.ts'
import { READY_MADE } from './ready-made-rules.ts'
import { openShop } from './testing/open-shop.ts'

const { house, owner, shop, keyFor, ask } = await openShop(3)
const key = await keyFor(null)
const all = { all: true }

test('every ready-made question has an answer', async () => {
  for (const { key: name, query } of READY_MADE) {
    const path = { cube: '/explore', cohort: '/explore/cohorts', pareto: '/explore/pareto' }[query.kind]
    const { status, body } = await ask(key, path, { query: { ...query, period: all } })
    assert.equal(status, 200, name)
    assert.ok((body.cells ?? body.rows ?? body.points).length > 0, name)
  }
})

test('every dimension can be asked and filtered by "none", for every kind of measure', async () => {
  for (const dimension of Object.keys(DIMENSIONS)) {
    for (const measure of ['revenue', 'customers', 'basket']) {
      const query = { measure, by: [dimension], period: all }
      const { status, body } = await ask(key, '/explore', { query })
      assert.equal(status, 200, `${measure} by ${dimension}`)
      assert.ok(body.axes[0].items.length > 0)
      if (measure !== 'revenue') continue
      const none = await ask(key, '/explore', { query: { ...query, filters: [{ dimension, in: [''] }] } })
      assert.equal(none.status, 200, dimension)
    }
  }
})

test('classes and scores are those the analysis gave', async () => {
  const { body } = await ask(key, '/explore', { query: { measure: 'customers', by: ['class'], period: all } })
  for (const item of body.axes[0].items) {
    const { rows } = await owner.query(
      `select count(distinct f.customer_id)::text as count from insight.order_facts f left join insight.scores s using (customer_id)
       where f.is_purchase and not f.is_anonymous and s.class is not distinct from nullif($1, '')`,
      [item.key],
    )
    assert.equal(item.value, rows[0].count, item.key)
  }
})

test('profits and costs are for those who may see profits, also behind a figure', async () => {
  const plain = await keyFor(null, ['insight.read'])
  for (const measure of ['profit', 'cost']) {
    const query = { measure, by: ['month'], period: all }
    assert.equal((await ask(plain, '/explore', { query })).status, 403)
    assert.equal((await ask(plain, '/explore/customers', { query })).status, 403)
    const seen = await ask(key, '/explore', { query })
    assert.equal(seen.status, 200, 'positive control')
    assert.ok(seen.body.costedShare > 0 && seen.body.costedShare < 1)
  }
  const curve = { kind: 'pareto', measure: 'profit', period: all }
  assert.equal((await ask(plain, '/explore/pareto', { query: curve })).status, 403)
  assert.equal((await ask(plain, '/explore', { query: { measure: 'revenue' } })).body.costedShare, null)
})

test('names are masked for those who see them masked; a segment that rests on them is not told', async () => {
  const hidden = await keyFor(null, ['insight.read'], ['name'])
  const query = { measure: 'revenue', period: all }
  const [open, masked] = [
    await ask(key, '/explore/customers', { query }),
    await ask(hidden, '/explore/customers', { query }),
  ]
  assert.notEqual(masked.body.items[0].name, open.body.items[0].name)
  await owner.query(`update customers.segments set masks = '{name}' where segment_id = 1`)
  const bySegment = { measure: 'customers', by: ['segment'], period: all }
  const keysOf = async (who: string) =>
    (await ask(who, '/explore', { query: bySegment })).body.axes[0].items.map((item: { key: string }) => item.key)
  assert.ok((await keysOf(key)).includes('1'), 'positive control')
  assert.equal((await keysOf(hidden)).includes('1'), false)
  const asked = { ...query, filters: [{ dimension: 'segment', in: ['1'] }] }
  assert.equal((await ask(hidden, '/explore', { query: asked })).body.code, 'field_masked')
  assert.equal((await ask(hidden, '/explore/customers', { query: asked })).body.code, 'field_masked')
  assert.equal((await ask(key, '/explore', { query: asked })).status, 200)
  const listed = await ask(hidden, '/explore/keys?dimension=segment')
  assert.equal(
    listed.body.items.some((item: { key: string }) => item.key === '1'),
    false,
  )
})

test('a dealer is told the sales of their units and nobody of other units', async () => {
  const dealer = await keyFor([2])
  const query = { measure: 'revenue', by: ['unit'], period: all }
  const { body } = await ask(dealer, '/explore', { query })
  assert.deepEqual(
    body.axes[0].items.map((item: { key: string }) => item.key),
    ['2'],
  )
  const others = await ask(dealer, '/explore', { query: { ...query, filters: [{ dimension: 'unit', in: ['3'] }] } })
  assert.equal(others.body.total, '0.00')
  const list = await ask(dealer, '/explore/customers', { query: { measure: 'revenue', period: all }, limit: 200 })
  const seen = new Set(shop.customers.filter((one) => one.units.includes(2)).map((one) => one.id))
  assert.ok(
    list.body.items.length > 0 && list.body.items.every((item: { customerId: string }) => seen.has(item.customerId)),
  )
  assert.ok(list.body.whole.elsewhere.customers > 0)
  // Asked after the company: what is kept in memory is kept for each scope.
  await ask(key, '/explore', { query })
  assert.deepEqual((await ask(dealer, '/explore', { query })).body, body)
})

const NASTY = ["'; drop table insight.order_facts; --", "' or '1'='1", '\\"$1{a,b}', 'null', '%', '*others']

test('whatever is sent is a value or refused, never part of a statement', async () => {
  const whole = (await ask(key, '/explore', { query: { measure: 'orders', period: all } })).body.total
  for (const text of NASTY) {
    for (const dimension of Object.keys(DIMENSIONS)) {
      const query = { measure: 'orders', filters: [{ dimension, in: [text] }], period: all }
      const { status, body } = await ask(key, '/explore', { query })
      if (status === 200) assert.equal(body.total, '0', `${dimension} in ${text}`)
      else assert.equal(body.code, 'explore_key_unknown', `${dimension} in ${text}`)
      const out = await ask(key, '/explore/customers', { query: { ...query, filters: [{ dimension, out: [text] }] } })
      assert.ok(out.status === 200 || out.body.code === 'explore_key_unknown', `${out.status} ${dimension} out ${text}`)
      const keys = await ask(key, `/explore/keys?dimension=${dimension}&text=${encodeURIComponent(text)}`)
      assert.equal(keys.status, 200)
    }
    for (const field of ['measure', 'kind']) {
      assert.equal((await ask(key, '/explore', { query: { measure: 'orders', [field]: text } })).status, 400)
    }
    assert.equal((await ask(key, '/explore', { query: { measure: 'orders', by: [text] } })).status, 400)
    assert.equal(
      (await ask(key, '/explore', { query: { measure: 'orders', period: { from: text, to: text } } })).status,
      400,
    )
    assert.equal((await ask(key, '/explore', { query: { measure: 'orders', top: text } })).status, 400)
    assert.equal((await ask(key, '/explore/customers', { query: { measure: 'orders' }, cursor: text })).status, 400)
    assert.equal((await ask(key, '/explore/customers', { query: { measure: 'orders' }, atLeast: text })).status, 400)
    assert.equal((await ask(key, '/explore/stop', { ticket: text })).status, 400)
  }
  for (const name of ['constructor', '__proto__', 'toString']) {
    assert.equal((await ask(key, '/explore', { query: { measure: name } })).status, 400)
    assert.equal((await ask(key, '/explore', { query: { measure: 'orders', by: [name] } })).status, 400)
  }
  assert.equal((await ask(key, '/explore', { query: { measure: 'orders', period: all } })).body.total, whole)
})

test('what makes no sense is refused with a reason', async () => {
  const refused = async (path: string, query: object) => (await ask(key, path, { query })).body.code
  assert.equal(await refused('/explore', { measure: 'revenue', by: ['month', 'month'] }), 'explore_invalid')
  assert.equal(await refused('/explore', { kind: 'cohort', measure: 'customers', by: ['cohort'] }), 'explore_invalid')
  assert.equal(
    await refused('/explore/cohorts', { kind: 'cohort', measure: 'orders', by: ['cohort'] }),
    'explore_invalid',
  )
  assert.equal(
    await refused('/explore/cohorts', { kind: 'cohort', measure: 'customers', by: ['channel'] }),
    'explore_invalid',
  )
  assert.equal(await refused('/explore/pareto', { kind: 'pareto', measure: 'basket' }), 'explore_invalid')
  assert.equal(
    await refused('/explore', { measure: 'revenue', period: { from: '2025-02-01', to: '2025-01-01' } }),
    'period_reversed',
  )
  assert.equal(
    (await ask(await keyFor(null, ['audit.read']), '/explore', { query: { measure: 'revenue' } })).status,
    403,
  )
})

test('a question that takes too long says so, and one can be stopped by whoever asked it, nobody else', async () => {
  // Somebody else's lock on the facts makes any question wait.
  const client = await owner.connect()
  await client.query('begin; lock table insight.order_facts in access exclusive mode')
  const ticket = crypto.randomUUID()
  const query = { measure: 'orders', by: ['nth'], period: all, top: 17 }
  try {
    const waiting = ask(key, '/explore', { query, ticket })
    const stop = async (who: string) => (await ask(who, '/explore/stop', { ticket })).body.stopped
    assert.equal(await stop(await keyFor(null)), false)
    let stopped = false
    while (!stopped) stopped = await stop(key)
    assert.deepEqual([(await waiting).status, (await waiting).body.code], [409, 'explore_stopped'])
    const actor = systemActor('test')
    const asked = queryShape.parse(query)
    await assert.rejects(
      house.transaction({ actor, timeout: 200 }, (ctx) => explore(ctx, { query: asked })),
      { code: 'explore_too_slow' },
    )
  } finally {
    await client.query('rollback')
    client.release()
  }
  const actor = systemActor('test')
  await assert.rejects(
    house.transaction({ actor }, (ctx) => keepTime(ctx, Date.now() - 1)),
    { code: 'explore_too_slow' },
  )
  assert.equal((await ask(key, '/explore', { query })).status, 200)
})

test('the same question is answered from memory until the facts change', async () => {
  const query = { measure: 'quantity', by: ['channel'], period: all }
  const before = (await ask(key, '/explore', { query })).body
  await owner.query('update insight.order_facts set quantity_milli = quantity_milli + 1000')
  assert.deepEqual((await ask(key, '/explore', { query })).body, before)
  await owner.query('update insight.facts_state set version = version + 1')
  assert.notEqual((await ask(key, '/explore', { query })).body.total, before.total)
  await owner.query('update insight.order_facts set quantity_milli = quantity_milli - 1000')
})
