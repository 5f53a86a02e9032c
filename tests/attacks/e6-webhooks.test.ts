import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { deliverDue } from '#connectors/webhooks/delivery/deliver-due.ts'
import { openOutside, verified } from '#connectors/webhooks/testing/open-webhooks.ts'
import { runJobs } from '#core/jobs/run-jobs.ts'
import type { Received } from '#core/testing/receiver.ts'

const outside = await openOutside()
const { house, owner, add, log, happen, settle, later, rows } = outside
const stop = (webhookId: string) => owner.ask('DELETE', `/api/webhooks/${webhookId}`)
const answering = (status: () => number, headers = {}) =>
  outside.receiver((_request, response) => response.writeHead(status(), headers).end('secret of the inside'))
const idsOf = (received: Received[]) => new Set(received.map(({ headers }) => headers['webhook-id']))
const hours = (a: string | null, b: number) => (Date.parse(a ?? '') - b) / 3_600_000

test('E6: a receiver that fails is asked again for three days under the same webhook-id, then it is parked and told', async () => {
  let status = 500
  const receiver = await answering(() => status)
  const { webhookId, secret } = await add(receiver.url)
  await happen()
  let passed = 0
  for (let attempt = 1; attempt < 10; attempt++) {
    await settle()
    const [entry] = await log(webhookId)
    assert.deepEqual([entry?.state, entry?.attempts, entry?.status], ['waiting', attempt, 500])
    assert.equal(receiver.received.length, attempt, 'nothing before its time')
    const gap = hours(entry?.nextAt ?? null, Date.now())
    passed += gap
    await later(`${Math.ceil(gap * 3600) + 1} seconds`)
  }
  assert.ok(passed >= 72 && passed < 96, `${passed} hours`)
  await settle()
  const [entry] = await log(webhookId)
  assert.deepEqual([entry?.state, entry?.attempts, entry?.nextAt], ['parked', 10, null])
  assert.equal(idsOf(receiver.received).size, 1)
  for (const one of receiver.received) verified(secret, one)
  await later('5 days')
  await settle()
  assert.equal(receiver.received.length, 10, 'given up')
  const [shown] = (await owner.get('/api/webhooks')).json().items
  assert.deepEqual([shown.parked, shown.disabledAt, shown.failures], [1, null, 10])
  const tasks = (await owner.get('/api/tasks')).json().items
  assert.deepEqual(
    tasks.map((task: Record<string, string>) => [task.kind, task.title, task.state, task.error]),
    [['webhook', 'ERP', 'failed', 'webhook_parked']],
  )

  status = 200
  const again = await owner.post(`/api/webhooks/${webhookId}/deliveries/${entry?.messageId}/replay`, {})
  assert.equal(again.statusCode, 204, again.body)
  await settle()
  assert.deepEqual([idsOf(receiver.received).size, receiver.received.length], [1, 11])
  assert.equal((await log(webhookId))[0]?.state, 'delivered')
  const audited = await rows(`select 1 from core.audit_log where action = 'webhooks.delivery.replayed'`)
  assert.equal(audited.length, 1)
  await stop(webhookId)
})

test('E6: 301 is not followed, an answer that says nothing counts, nothing of it is kept', async () => {
  const canary = await outside.receiver()
  const receiver = await answering(() => 301, { location: canary.url })
  const { webhookId } = await add(receiver.url)
  await happen()
  await settle()
  const [entry] = await log(webhookId)
  assert.deepEqual([entry?.state, entry?.status, canary.connections()], ['waiting', 301, 0])
  assert.ok(!JSON.stringify([await log(webhookId), await rows('select * from webhooks.deliveries')]).includes('inside'))
  await stop(webhookId)
})

test('E6: all that was given up since a moment is sent again; what was delivered only when asked for', async () => {
  let status = 200
  const receiver = await answering(() => status)
  const { webhookId } = await add(receiver.url)
  await happen()
  await settle()
  status = 410
  await happen()
  await settle()
  const [gone] = (await owner.get('/api/webhooks')).json().items
  assert.deepEqual([gone.disabledWhy, gone.parked], ['gone', 1], '410 stops it at once')
  await happen()
  await settle()
  assert.equal(receiver.received.length, 2)
  status = 204
  const opened = await owner.patch(`/api/webhooks/${webhookId}`, { disabled: false }, gone.version)
  assert.deepEqual([opened.json().disabledAt, opened.json().disabledWhy], [null, null])
  const since = new Date(Date.now() - 3_600_000).toISOString()
  const replay = (body: object) => owner.post(`/api/webhooks/${webhookId}/replay`, body)
  assert.deepEqual((await replay({ since: new Date(Date.now() + 60_000).toISOString() })).json(), { replayed: 0 })
  assert.deepEqual((await replay({ since })).json(), { replayed: 1 })
  await settle()
  assert.deepEqual([receiver.received.length, idsOf(receiver.received).size], [3, 2])
  assert.deepEqual((await replay({ since, only: 'all' })).json(), { replayed: 2 })
  await settle()
  assert.deepEqual([receiver.received.length, idsOf(receiver.received).size], [5, 2])
  await stop(webhookId)
})

test('E6: a receiver that never answers holds up nobody and takes two places; when it is down it is left in peace', async () => {
  const hanging = new Set<ServerResponse>()
  let most = 0
  const slow = await outside.receiver((_request, response) => {
    hanging.add(response)
    most = Math.max(most, hanging.size)
    response.on('close', () => hanging.delete(response))
  })
  const quick = await outside.receiver()
  const first = await add(slow.url)
  const second = await add(quick.url)
  for (let n = 0; n < 12; n++) await happen(`N ${n}`)
  const begun = Date.now()
  const jobs = await runJobs(house)
  while (quick.received.length < 12 && Date.now() - begun < 8000) await wait(50)
  assert.ok(Date.now() - begun < 5000, 'the quick one has all while the slow one hangs')
  assert.equal(hanging.size, 2)
  await happen('late')
  while (quick.received.length < 13 && Date.now() - begun < 8000) await wait(50)
  assert.equal(quick.received.length, 13, 'what happens meanwhile goes out meanwhile')
  while (slow.received.length < 4 || hanging.size > 0) await wait(100)
  await wait(300)
  await jobs.stop()
  assert.deepEqual([most, slow.received.length], [2, 4], 'after three failures it rests')
  assert.ok(Date.now() - begun < 30_000)
  const states = await log(first.webhookId)
  assert.deepEqual(states.filter(({ error }) => error === 'answer_too_slow').length, 4)
  assert.equal(states.filter(({ attempts }) => attempts === 0).length, 9, 'not tried is not counted')
  assert.ok(states.every(({ ms }) => ms === null || (ms > 9000 && ms < 15_000)))
  await stop(first.webhookId)
  await stop(second.webhookId)
})

test('E6: a process that ends gives back what was on its way; one that is killed is followed by another', async () => {
  let hang = true
  const receiver = await outside.receiver((_request, response) => void (hang || response.end()))
  const { webhookId } = await add(receiver.url)
  await rows(`insert into webhooks.messages values (core.uuid7(), 'webhooks.test', now(), '{}')`)
  await rows(
    `insert into webhooks.deliveries select $1, message_id, 'waiting', 0, now(), now() from webhooks.messages
    order by message_id desc limit 1`,
    [webhookId],
  )
  const ending = new AbortController()
  const run = deliverDue(house, ending.signal)
  while (receiver.received.length === 0) await wait(20)
  assert.equal((await log(webhookId))[0]?.state, 'sending')
  const [twice] = await Promise.all([deliverDue(house, AbortSignal.timeout(300)), wait(300)])
  assert.deepEqual([twice, receiver.received.length], [undefined, 1], 'another worker takes nothing that is on its way')
  ending.abort()
  await run
  const [back] = await log(webhookId)
  assert.deepEqual([back?.state, back?.attempts], ['waiting', 0])
  hang = false
  await rows(`update webhooks.deliveries set state = 'sending', next_at = now() + interval '50 seconds'`)
  await deliverDue(house, new AbortController().signal)
  assert.equal(receiver.received.length, 1, 'it may still live')
  await later('1 minute')
  await settle()
  assert.equal((await log(webhookId))[0]?.state, 'delivered')
  assert.equal(idsOf(receiver.received).size, 1)
  await stop(webhookId)
})

test('E8: a receiver that changes what it was told about goes round three times, and no more', async () => {
  const rounds = new Map<string, number>()
  const receiver = await outside.receiver(async ({ headers, body }, response) => {
    const { customerId } = JSON.parse(body).data
    const round = (rounds.get(customerId) ?? 0) + 1
    rounds.set(customerId, round)
    const changed = await owner.ask(
      'PATCH',
      `/api/customers/${customerId}`,
      { name: `Round ${round}` },
      {
        'if-match': `"${round}"`,
        'rapport-depth': headers['rapport-depth'] ?? '',
      },
    )
    response.writeHead(changed.statusCode).end()
  })
  const { webhookId } = await add(receiver.url, ['customers.*'])
  await happen()
  await settle()
  assert.deepEqual(
    receiver.received.map(({ headers }) => headers['rapport-depth']),
    ['1', '2', '3'],
  )
  const entries = await log(webhookId)
  assert.deepEqual(
    entries.map(({ state }) => state),
    ['cut', 'delivered', 'delivered', 'delivered'],
  )
  const replayed = await owner.post(`/api/webhooks/${webhookId}/deliveries/${entries[0]?.messageId}/replay`, {})
  assert.equal(replayed.json().code, 'delivery_cut')
  await happen('control')
  await settle()
  assert.equal(receiver.received.length, 6, 'control: what somebody does by hand begins anew')
  await stop(webhookId)
})
