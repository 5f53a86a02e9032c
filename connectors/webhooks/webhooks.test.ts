import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addPerson } from '#modules/team/testing/add-person.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { EVENT_TYPES } from './event/event-types.ts'
import { outwardEvents } from './event/outward-events.ts'
import { openOutside, verified } from './testing/open-webhooks.ts'

const outside = await openOutside()
const { house, app, owner, add, log, happen, settle, later, rows } = outside
const stop = (webhookId: string) => owner.ask('DELETE', `/api/webhooks/${webhookId}`)

test('what is offered is what is heard', () => {
  assert.deepEqual(
    outwardEvents.map(({ name }) => name),
    [...EVENT_TYPES],
  )
})

test('an event arrives once, signed, as the specification has it; the secret was answered once', async () => {
  const receiver = await outside.receiver()
  const { webhookId, secret, version } = await add(`${receiver.url}/hook?shop=1`)
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  const customerId = await happen()
  await settle()
  const [told] = receiver.received
  assert.ok(told && receiver.received.length === 1)
  const { type, timestamp, data } = verified(secret, told)
  assert.deepEqual([type, data, told.path], ['customers.customer.created', { customerId }, '/hook?shop=1'])
  assert.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 60_000)
  assert.equal(told.headers['rapport-depth'], '1')
  assert.throws(() => verified(`whsec_${Buffer.alloc(32).toString('base64')}`, told), 'control: another secret')
  assert.throws(() => verified(secret, { ...told, body: told.body.replace('created', 'changed') }), 'control: altered')
  const [entry] = await log(webhookId)
  assert.deepEqual([entry?.state, entry?.attempts, entry?.status, entry?.error], ['delivered', 1, 200, null])
  assert.equal(entry?.webhookId, told.headers['webhook-id'])
  const listed = await owner.get('/api/webhooks')
  assert.ok(!listed.body.includes('whsec_') && listed.json().items[0].lastSuccessAt)
  const stored = await rows<{ secret: Buffer }>('select secret from webhooks.endpoints')
  assert.ok(!stored.some((row) => row.secret.includes(secret) || row.secret.includes(secret.slice(6))))
  const audited = await rows<{ text: string }>(
    `select details::text as text from core.audit_log where action like 'webhooks.%'`,
  )
  assert.ok(audited.length > 0 && !audited.some(({ text }) => text.includes('whsec_')))
  assert.equal(
    (await owner.ask('PATCH', `/api/webhooks/${webhookId}`, {}, { 'if-match': `"${version + 5}"` })).statusCode,
    412,
  )
  await stop(webhookId)
})

test('only what was chosen is told: one type, or all of a room; a stopped webhook is told nothing', async () => {
  const receiver = await outside.receiver()
  const { webhookId, version } = await add(receiver.url, ['orders.*', 'customers.customer.changed'])
  const customerId = await happen()
  const changed = await owner.ask('PATCH', `/api/customers/${customerId}`, { name: 'Ada L' }, { 'if-match': '"1"' })
  assert.equal(changed.statusCode, 200, changed.body)
  const line = { sku: 'T1', productName: 'Tea', quantity: '1', unitPrice: '5' }
  const order = { orderNumber: 'N-1', customer: { customerId }, currency: 'EUR', lines: [line] }
  const placed = await owner.post('/api/orders', order)
  assert.equal(placed.statusCode, 201, placed.body)
  await settle()
  const types = () => receiver.received.map(({ body }) => JSON.parse(body).type).sort()
  assert.deepEqual(types(), ['customers.customer.changed', 'orders.order.placed'])
  const stopped = await owner.ask(
    'PATCH',
    `/api/webhooks/${webhookId}`,
    { disabled: true },
    { 'if-match': `"${version}"` },
  )
  assert.ok(stopped.json().disabledAt)
  assert.equal((await owner.post(`/api/webhooks/${webhookId}/test`, {})).json().code, 'webhook_disabled')
  assert.equal(
    (await owner.post(`/api/webhooks/${webhookId}/replay`, { since: '2020-01-01T00:00:00Z' })).statusCode,
    409,
  )
  await owner.ask('PATCH', `/api/customers/${customerId}`, { name: 'Ada M' }, { 'if-match': '"2"' })
  await settle()
  assert.equal(receiver.received.length, 2)
  await owner.ask('PATCH', `/api/webhooks/${webhookId}`, { disabled: false }, { 'if-match': `"${version + 1}"` })
  assert.equal((await owner.post(`/api/webhooks/${webhookId}/test`, {})).statusCode, 200)
  await settle()
  assert.deepEqual(types().at(-1), 'webhooks.test')
  for (const events of [[], ['orders.order.lost'], ['team.*'], ['*'], ['orders.orders.moved']]) {
    const answer = await owner.post('/api/webhooks', { url: receiver.url, description: 'x', events })
    assert.equal(answer.statusCode, 400, JSON.stringify(events))
  }
  await stop(webhookId)
})

test('a new secret: both sign for 24 hours, then the new one alone', async () => {
  const receiver = await outside.receiver()
  const { webhookId, secret } = await add(receiver.url)
  const rotated = (await owner.post(`/api/webhooks/${webhookId}/secret`, {})).json()
  assert.notEqual(rotated.secret, secret)
  await happen()
  await settle()
  const [first] = receiver.received
  assert.ok(first)
  assert.equal(first.headers['webhook-signature']?.split(' ').length, 2)
  verified(secret, first)
  verified(rotated.secret, first)
  await later('24 hours')
  await happen()
  await settle()
  const second = receiver.received[1]
  assert.ok(second)
  verified(rotated.secret, second)
  assert.throws(() => verified(secret, second))
  await stop(webhookId)
})

test('the right is needed, for the whole company', async () => {
  await addPerson(house, 'agent@shop.test', 'agent')
  await addPerson(house, 'manager@shop.test', 'manager')
  const agent = await signInAs(app, 'agent@shop.test')
  const manager = await signInAs(app, 'manager@shop.test')
  assert.equal((await agent.get('/api/webhooks')).statusCode, 403)
  assert.equal((await manager.get('/api/webhooks')).statusCode, 200)
  await rows(`insert into team.units (unit_id, parent_id, path, kind, name) values (2, 1, '{1,2}', 'shop', 'S2')`)
  await addPerson(house, 'branch@shop.test', 'manager', 2)
  const branch = await signInAs(app, 'branch@shop.test')
  assert.equal((await branch.get('/api/webhooks')).json().code, 'company_wide_only')
})

test('a batch is a few rows and one job, however many events it has; long lists are told in parts', async () => {
  const receiver = await outside.receiver()
  const { webhookId } = await add(receiver.url, ['customers.*'])
  const other = await add(receiver.url, ['customers.customer.created'])
  const { customerCreated, customersImported } = await import('#modules/customers/events.ts')
  const { announce } = await import('#core/events/announce.ts')
  const { uuid7 } = await import('#core/words/uuid7.ts')
  const customerIds = Array.from({ length: 1200 }, () => uuid7())
  await house.asSystem('test', async (ctx) => {
    for (const customerId of customerIds.slice(0, 300)) announce(ctx, customerCreated, { customerId }, customerId)
    announce(ctx, customersImported, { runId: uuid7(), count: 1200, customerIds })
  })
  const jobs = await rows(
    `select 1 from graphile_worker.jobs where task_identifier = 'webhooks.keep-messages' and attempts = 0`,
  )
  assert.equal(jobs.length, 1)
  await settle()
  const types = receiver.received.map(
    ({ body }) => JSON.parse(body) as { type: string; data: { customerIds: string[] } },
  )
  assert.equal(types.filter(({ type }) => type === 'customers.customer.created').length, 600)
  const parts = types.filter(({ type }) => type === 'customers.customers.imported').map(({ data }) => data.customerIds)
  assert.deepEqual(parts.map((ids) => ids.length).sort(), [200, 500, 500])
  assert.deepEqual(new Set(parts.flat()), new Set(customerIds))
  assert.ok(receiver.received.every(({ body }) => body.length < 25_000))

  let pages = 0
  const seen = new Set<string>()
  for (let cursor = ''; ; pages++) {
    const page = (await owner.get(`/api/webhooks/${webhookId}/deliveries?limit=100${cursor}`)).json()
    for (const { messageId } of page.items) seen.add(messageId)
    if (page.next === null) break
    cursor = `&cursor=${page.next}`
  }
  assert.deepEqual([seen.size, pages], [303, 3])
  assert.equal((await log(webhookId, '?type=customers.customers.imported')).length, 3)
  assert.equal((await log(webhookId, '?state=parked')).length, 0)
  await stop(webhookId)
  await stop(other.webhookId)
  assert.deepEqual(await rows('select 1 from webhooks.deliveries'), [])
})

test('the log is kept for 30 days, a message of no webhook as long', async () => {
  const receiver = await outside.receiver()
  const { webhookId } = await add(receiver.url)
  await happen()
  await settle()
  await later('29 days')
  const tidy = () => rows(`select graphile_worker.add_job('webhooks.tidy', '{}')`).then(settle)
  await tidy()
  assert.equal((await log(webhookId)).length, 1)
  await later('1 day')
  await tidy()
  assert.deepEqual([await log(webhookId), await rows('select 1 from webhooks.messages')], [[], []])
  await stop(webhookId)
})
