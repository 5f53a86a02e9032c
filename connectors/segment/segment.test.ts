import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Analytics } from '@segment/analytics-node'
import { openTestHouse } from '#core/testing/test-house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { importCustomers } from '#modules/customers/public.ts'
import { rooms } from '../../apps/rooms.ts'
import { processInbox } from './process/process-inbox.ts'
import { openIntake } from './testing/open-intake.ts'

const tested = await openTestHouse(rooms)
const { house, app } = tested
const { post, settle, rows, writeKey, sourceId } = await openIntake(tested)
const url = await app.listen({ port: 0, host: '127.0.0.1' })

const customerOf = async (kind: string, key: string) =>
  (
    await rows<{ customer_id: string; stage: string; name: string }>(
      `select c.customer_id, c.stage, c.name from customers.identity_owners o join customers.customers c using (customer_id)
       where o.kind = $1 and o.value_key = $2`,
      [kind, key],
    )
  )[0]
const timelineOf = async (customerId: string | undefined) =>
  (
    await rows<{ kind: string; subject: string | null }>(
      'select kind, subject from customers.interactions where customer_id = $1 order by occurred_at, interaction_id',
      [customerId],
    )
  ).map(({ kind, subject }) => [kind, subject])

test('the API’s answers: 200 for events, 400 for what is too large or no JSON, 401 for an unknown key', async () => {
  const event = { userId: 'u-codes', event: 'Looked' }
  assert.deepEqual(await post('/v1/track', event), { status: 200, body: { success: true } })
  for (const path of ['identify', 'page', 'screen', 'group', 'alias', 't', 'p', 'i']) {
    assert.equal((await post(`/v1/${path}`, { ...event, previousId: 'x' })).status, 200, path)
  }
  assert.equal((await post('/v1/batch', { batch: [{ ...event, type: 'track' }] })).status, 200)
  assert.equal((await post('/v1/b', { batch: [] })).status, 200)
  const large = await post('/v1/track', { ...event, properties: { text: 'x'.repeat(33_000) } })
  assert.deepEqual([large.status, large.body.success], [400, false])
  const big = { ...event, type: 'track', properties: { text: 'x'.repeat(33_000) } }
  assert.equal((await post('/v1/batch', { batch: [big] })).status, 400, 'one event of a batch')
  const many = Array.from({ length: 20 }, () => ({ ...event, type: 'track', properties: { text: 'x'.repeat(30_000) } }))
  assert.equal((await post('/v1/batch', { batch: many })).status, 400, 'the batch as a whole')
  for (const body of ['{', '', '[]', 'null', '{"a":"\\u0000"}', '{"__proto__":{"x":1}}', `${'['.repeat(100)}`]) {
    assert.equal((await post('/v1/track', body)).status, 400, body)
  }
  const unknown = await post('/v1/track', event, {
    authorization: `Basic ${Buffer.from('nobody:').toString('base64')}`,
  })
  assert.deepEqual([unknown.status, unknown.body.success], [401, false])
  assert.equal(
    (await post('/v1/track', { ...event, writeKey }, { authorization: '' })).status,
    200,
    'the key in the body',
  )
  assert.equal((await post('/v1/nothing', event)).status, 404)
})

test('packed bodies, declared or not, and text/plain as browsers send it; a bomb is refused', async () => {
  const event = (n: number) => JSON.stringify({ userId: 'u-packed', event: `Packed ${n}`, writeKey })
  assert.equal((await post('/v1/t', gzipSync(event(1)), { 'content-encoding': 'gzip' })).status, 200)
  assert.equal((await post('/v1/t', gzipSync(event(2)))).status, 200)
  const plain = await app.inject({
    method: 'POST',
    url: '/v1/t',
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      origin: 'https://shop.example',
      'sec-fetch-site': 'cross-site',
    },
    payload: event(3),
  })
  assert.deepEqual([plain.statusCode, plain.headers['access-control-allow-origin']], [200, '*'])
  const before = process.memoryUsage().rss
  assert.equal((await post('/v1/batch', gzipSync(Buffer.alloc(300_000_000)))).status, 400)
  assert.ok(process.memoryUsage().rss - before < 450_000_000, 'what it would unpack to was never held')
  assert.equal((await post('/v1/t', gzipSync(event(4)).subarray(0, 30))).status, 400)
  await settle()
  const who = await customerOf('ref', 'u-packed')
  assert.deepEqual(
    (await timelineOf(who?.customer_id)).map(([, subject]) => subject),
    ['Packed 1', 'Packed 2', 'Packed 3'],
  )
  const asked = await app.inject({ method: 'OPTIONS', url: '/v1/t', headers: { origin: 'https://shop.example' } })
  assert.equal(asked.statusCode, 204)
})

test('the real client: a visitor becomes the person who signs in, with their whole past', async () => {
  const analytics = new Analytics({ writeKey, host: url, flushAt: 20, flushInterval: 50 })
  const anonymousId = 'browser-1'
  let told = 0
  const timestamp = () => new Date(Date.now() - 60_000 + ++told * 1000)
  analytics.page({ timestamp: timestamp(), anonymousId, name: 'Home', properties: { path: '/', title: 'Tea house' } })
  analytics.track({ timestamp: timestamp(), anonymousId, event: 'Products Searched', properties: { query: 'oolong' } })
  analytics.track({
    timestamp: timestamp(),
    anonymousId,
    event: 'Product Viewed',
    properties: { product_id: 'T1', sku: 'T1', name: 'Oolong', price: 12.5 },
  })
  await analytics.flush()
  await settle()
  const visitor = await customerOf('visitor', anonymousId)
  assert.equal(visitor?.stage, 'visitor')
  const list = await rows('select 1 from customers.customers where listed and customer_id = $1', [visitor?.customer_id])
  assert.equal(list.length, 0, 'a visitor is in no list')

  analytics.identify({
    anonymousId,
    userId: 'ada',
    traits: { email: 'Ada@Example.com', name: 'Ada Lovelace', address: { city: 'London', country: 'GB' } },
  })
  analytics.track({
    anonymousId,
    userId: 'ada',
    event: 'Product Added',
    properties: { sku: 'T1', name: 'Oolong', quantity: 2 },
  })
  await analytics.flush()
  await settle()
  const ada = await customerOf('ref', 'ada')
  assert.deepEqual(
    [ada?.customer_id, ada?.stage, ada?.name],
    [visitor?.customer_id, 'lead', 'Ada Lovelace'],
    'the same record',
  )
  assert.equal((await customerOf('email', 'ada@example.com'))?.customer_id, ada?.customer_id)
  assert.deepEqual(await timelineOf(ada?.customer_id), [
    ['page_view', 'Tea house'],
    ['search', 'oolong'],
    ['product_view', 'Oolong'],
    ['cart', 'Oolong'],
  ])

  // On another device first unknown, then signed in: two records of one person are joined.
  analytics.track({ anonymousId: 'phone-1', event: 'Product Viewed', properties: { name: 'Assam' } })
  await analytics.flush()
  await settle()
  const other = await customerOf('visitor', 'phone-1')
  assert.notEqual(other?.customer_id, ada?.customer_id)
  analytics.identify({ anonymousId: 'phone-1', userId: 'ada' })
  await analytics.closeAndFlush()
  await settle()
  assert.equal((await customerOf('visitor', 'phone-1'))?.customer_id, ada?.customer_id)
  assert.equal((await timelineOf(ada?.customer_id)).length, 5)
  const [merge] = await rows('select reason from customers.merges where merged_id = $1', [other?.customer_id])
  assert.deepEqual(merge, { reason: 'visitor' })
})

test('a visitor who turns out to be a customer of the shop’s files joins them; a browser of two people stays with the first', async () => {
  const value = { customerRef: 'bob', name: 'Bob', email: 'bob@example.com' }
  await house.asSystem('test', (ctx) =>
    importCustomers(ctx, { runId: uuid7(), source: 'web', rows: [{ line: 2, value }] }),
  )
  const track = (more: object, event: string) => post('/v1/track', { event, ...more })
  await track({ anonymousId: 'shared' }, 'First')
  await track({ anonymousId: 'shared', userId: 'bob' }, 'Second')
  await track({ anonymousId: 'shared', userId: 'eve' }, 'Third')
  await track({ anonymousId: 'shared' }, 'Fourth')
  await settle()
  const [bob, eve] = [await customerOf('ref', 'bob'), await customerOf('ref', 'eve')]
  assert.equal(bob?.stage, 'customer')
  assert.deepEqual(
    (await timelineOf(bob?.customer_id)).map(([, subject]) => subject),
    ['First', 'Second', 'Fourth'],
  )
  assert.deepEqual(
    (await timelineOf(eve?.customer_id)).map(([, subject]) => subject),
    ['Third'],
  )
  await post('/v1/alias', { previousId: 'lost-browser', userId: 'bob' })
  await post('/v1/track', { anonymousId: 'lost-browser', event: 'Fifth' })
  await settle()
  assert.equal((await customerOf('visitor', 'lost-browser'))?.customer_id, bob?.customer_id)
})

test('E2: the same message a thousand times, fifty at once, and again days later, stands once', async () => {
  const message = { messageId: 'once-and-only', userId: 'u-once', event: 'Once' }
  const answers = await Promise.all(Array.from({ length: 50 }, () => post('/v1/track', message)))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
  await post('/v1/batch', { batch: Array.from({ length: 950 }, () => ({ ...message, type: 'track' })) })
  await settle()
  await rows(`update segment.seen set seen_on = seen_on - 8 where source_id = $1`, [sourceId])
  await post('/v1/track', message)
  await settle()
  const who = await customerOf('ref', 'u-once')
  assert.equal((await timelineOf(who?.customer_id)).length, 1)
  await post('/v1/track', { ...message, messageId: 'another' })
  await settle()
  assert.equal((await timelineOf(who?.customer_id)).length, 2, 'positive control')
})

test('E4: the sender’s clock is corrected; a future moment becomes the moment of receiving and says so', async () => {
  const now = Date.now()
  const iso = (ms: number) => new Date(ms).toISOString()
  const sent = { userId: 'u-clock', sentAt: iso(now + 3_600_000) }
  await post('/v1/track', { ...sent, event: 'Fast clock', timestamp: iso(now + 3_600_000 - 60_000) })
  await post('/v1/track', { userId: 'u-clock', event: 'Future', timestamp: '2099-01-01T00:00:00Z' })
  await post('/v1/track', { userId: 'u-clock', event: 'Seventies', timestamp: '1970-01-02T00:00:00Z' })
  await post('/v1/track', { userId: 'u-clock', event: 'Past', timestamp: '2024-05-05T10:00:00Z' })
  await settle()
  const who = await customerOf('ref', 'u-clock')
  const told = await rows<{ subject: string; at: Date; off: boolean | null }>(
    `select subject, occurred_at as at, (data->>'clockOff')::bool as off from customers.interactions where customer_id = $1`,
    [who?.customer_id],
  )
  const of = (subject: string) => told.find((row) => row.subject === subject)
  assert.ok(Math.abs((of('Fast clock')?.at.getTime() ?? 0) - (now - 60_000)) < 5000)
  assert.ok(Math.abs((of('Future')?.at.getTime() ?? 0) - now) < 10_000)
  assert.deepEqual([of('Future')?.off, of('Seventies')?.off, of('Past')?.off], [true, true, null])
  assert.equal(of('Past')?.at.toISOString(), '2024-05-05T10:00:00.000Z')
})

test('E7: a write key only writes; names of properties, their number and what is personal are kept out', async () => {
  for (const path of ['/api/customers', '/api/search?q=a', '/api/session', '/api/event-sources']) {
    for (const authorization of [`Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`, `Bearer ${writeKey}`]) {
      assert.equal((await app.inject({ url: path, headers: { authorization } })).statusCode, 401, path)
    }
  }
  const flood = Object.fromEntries(Array.from({ length: 1200 }, (_, n) => [`made_up_${n}`, n]))
  await post('/v1/track', {
    userId: 'u-names',
    event: 'Flood',
    properties: {
      plan: 'gold',
      email: 'secret@example.com',
      'x@y.z': 1,
      card_number: '4111',
      note: 'mail me at a@b.cd',
      long: 'y'.repeat(5000),
      ...flood,
    },
  })
  await settle()
  const who = await customerOf('ref', 'u-names')
  const [row] = await rows<{ data: Record<string, unknown> }>(
    'select data from customers.interactions where customer_id = $1',
    [who?.customer_id],
  )
  assert.equal(row?.data.plan, 'gold', 'positive control')
  assert.equal(String(row?.data.long).length, 200)
  assert.doesNotMatch(JSON.stringify(row?.data), /secret@|4111|x@y|a@b/)
  assert.ok(Object.keys(row?.data ?? {}).length <= 42)
  const [{ names } = { names: 0 }] = await rows<{ names: number }>(
    'select count(*)::int as names from segment.property_names where source_id = $1',
    [sourceId],
  )
  assert.ok(names <= 1000, `${names} names`)
})

test('a source sends no more than its quota, from its own sites only, and nothing once it is stopped', async () => {
  const small = await openIntake(tested, { quota: 5, origins: ['https://shop.example'] })
  const event = { userId: 'u-quota', event: 'Counted' }
  const send = (headers = {}) => small.post('/v1/track', event, headers)
  for (let n = 0; n < 5; n++) assert.equal((await send()).status, 200)
  const over = await send()
  assert.equal(over.status, 429)
  assert.equal((await send({ origin: 'https://evil.example' })).status, 403)
  assert.equal(
    (await send({ origin: 'https://shop.example' })).status,
    429,
    'positive control: it is let in as far as that',
  )
  await rows('update segment.sources set disabled_at = now() where source_id = $1', [small.sourceId])
  await new Promise((done) => setTimeout(done, 3100))
  assert.equal((await send()).status, 401)
})

test('E8: what can’t be taken in is parked with its reason, the thousand good ones beside it are not held up', async () => {
  const good = Array.from({ length: 1000 }, (_, n) => ({ type: 'track', userId: 'u-poison', event: `Good ${n}` }))
  const bad = [
    { type: 'track', event: 'Nobody' },
    { type: 'dance', userId: 'u-poison' },
    { type: 'track', userId: 'u-poison' },
    { type: 'track', userId: 'u-poison', event: 'x', messageId: 'm'.repeat(101) },
    7,
  ]
  const before = await rows('select 1 from segment.parked where source_id = $1', [sourceId])
  assert.equal((await post('/v1/batch', { batch: [...good.slice(0, 500), ...bad, ...good.slice(500)] })).status, 200)
  // One that only the database refuses: its customer can't be written.
  await rows(`alter table customers.customers add constraint poison check (name <> 'Poison')`)
  await post('/v1/identify', { userId: 'u-poisoned', traits: { name: 'Poison' } })
  await post('/v1/track', { userId: 'u-after', event: 'After' })
  await settle()
  await rows('alter table customers.customers drop constraint poison')
  const who = await customerOf('ref', 'u-poison')
  assert.equal((await timelineOf(who?.customer_id)).length, 1000)
  assert.ok(await customerOf('ref', 'u-after'))
  const parked = await rows<{ reason: string }>(
    'select reason from segment.parked where source_id = $1 order by parked_id',
    [sourceId],
  )
  const reasons = parked.slice(before.length).map(({ reason }) => reason.replace(/:.*/s, ''))
  assert.deepEqual(reasons.sort(), [
    'failed',
    'message_id_too_long',
    'no_event_name',
    'no_object',
    'no_user_anon_id',
    'type_unknown',
  ])
})

test('E8: what fails for a passing reason is parked by nobody and taken in at the next try', async () => {
  const parked = async () => (await rows('select 1 from segment.parked where source_id = $1', [sourceId])).length
  const before = await parked()
  await rows(`create function public.fail_as_deadlock() returns trigger language plpgsql as
    $$ begin raise exception 'deadlock' using errcode = '40P01'; end $$`)
  await rows(`create trigger deadlock before insert or update on customers.customers for each row
    when (new.name = 'Waits') execute function public.fail_as_deadlock()`)
  await post('/v1/identify', { userId: 'u-waits', traits: { name: 'Waits' } })
  await assert.rejects(processInbox(house, new AbortController().signal), { code: '40P01' })
  assert.equal(await customerOf('ref', 'u-waits'), undefined, 'positive control')
  assert.equal(await parked(), before)
  await rows('drop trigger deadlock on customers.customers')
  await settle()
  assert.ok(await customerOf('ref', 'u-waits'))
})
