import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { buildServer } from '#core/http/server.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openHub } from '#core/live/hub.ts'
import { serveLive } from '#core/live/serve-live.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { addPerson, PASSWORD } from '#modules/team/testing/add-person.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { rooms } from '../../apps/rooms.ts'

const { house, app } = await openTestHouse(rooms)
// With live notes, as apps/server.ts serves them.
const server = await buildServer(house)
const hub = openHub(house)
serveLive(server, house, hub)
await server.listen({ port: 0, host: '127.0.0.1' })
after(async () => {
  await server.close()
  await hub.close()
})
const base = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
const query = (text: string, values: unknown[] = []) => house.database.owner.query(text, values)
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test', { sudo: true })

const FILE_MIB = 80

type Headers = Record<string, string>

async function open(path: string, headers: Headers): Promise<IncomingMessage> {
  const request = get(`${base}${path}`, { headers })
  request.on('error', () => {})
  after(() => request.destroy())
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  assert.equal(answer.statusCode, 200, path)
  answer.on('error', () => {})
  return answer
}

/** A live stream; `ended` tells whether the server let go of it. */
async function listen(headers: Headers): Promise<{ ended(): boolean }> {
  let ended = false
  const answer = await open('/api/live', headers)
  answer.resume().on('close', () => {
    ended = true
  })
  return { ended: () => ended }
}

/** A download that takes about ten seconds, for somebody who reads 8 MB a second. */
async function download(link: string, headers: Headers): Promise<{ ended(): boolean; whole(): boolean }> {
  const answer = await open(link, headers)
  let bytes = 0
  let ended = false
  answer.on('close', () => {
    ended = true
  })
  answer.on('data', (piece: Buffer) => {
    bytes += piece.length
    answer.pause()
    setTimeout(() => answer.resume(), piece.length / 8_000)
  })
  return { ended: () => ended, whole: () => bytes === FILE_MIB * 2 ** 20 }
}

interface Channels {
  headers: Headers
  link: string
  queued: string
  stream: { ended(): boolean }
  file: { ended(): boolean; whole(): boolean }
}

/** A live stream, a download under way, and an export that waits in the queue. */
async function openChannels(headers: Headers): Promise<Channels> {
  const ask = async (method: 'GET' | 'POST', url: string) => {
    const payload = { what: 'customers' }
    const answer = await app.inject({ method, url, headers, ...(method === 'POST' && { payload }) })
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json()
  }
  const { exportId } = await ask('POST', '/api/exports')
  await runWaitingJobs(house)
  await query('delete from export.chunks where export_id = $1', [exportId])
  await query(
    `insert into export.chunks (export_id, nth, bytes)
     select $1, nth, convert_to(repeat('x', 1048576), 'UTF8') from generate_series(0, $2::int - 1) nth`,
    [exportId, FILE_MIB],
  )
  await query('update export.exports set size = $2 where export_id = $1', [exportId, FILE_MIB * 2 ** 20])
  const { link } = await ask('GET', `/api/exports/${exportId}`)
  const queued = (await ask('POST', '/api/exports')).exportId as string
  return { headers, link, queued, stream: await listen(headers), file: await download(link, headers) }
}

const statusOf = async (path: string, headers: Headers) => {
  const answer = await fetch(`${base}${path}`, { headers })
  await answer.body?.cancel()
  return answer.status
}

/** What is still open five seconds after the act. */
async function alive(channels: Channels, act: () => Promise<unknown>): Promise<string[]> {
  await wait(300)
  assert.ok(!channels.stream.ended() && !channels.file.ended(), 'control: both were open before')
  await act()
  const left = () => [...(channels.stream.ended() ? [] : ['stream']), ...(channels.file.ended() ? [] : ['download'])]
  for (const begun = Date.now(); Date.now() - begun < 5000 && left().length > 0; ) await wait(100)
  const open = left()
  if (channels.file.whole()) open.push('the whole file')
  if ((await statusOf('/api/session', channels.headers)) !== 401) open.push('call')
  if ((await statusOf(channels.link, channels.headers)) !== 401) open.push('link')
  await runWaitingJobs(house)
  const { rows } = await query(
    'select e.state, t.state as task from export.exports e join core.tasks t using (task_id) where export_id = $1',
    [channels.queued],
  )
  if (rows[0].state !== 'cancelled' || rows[0].task !== 'cancelled') open.push(`export ${rows[0].state}`)
  return open
}

const cookieOf = (browser: { cookies: Map<string, string> }) => ({
  cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
})

async function changeStaff(staffId: string, body: object): Promise<void> {
  const { items } = (await owner.get('/api/staff')).json()
  const { version } = items.find((member: { staffId: string }) => member.staffId === staffId)
  const answer = await owner.patch(`/api/staff/${staffId}`, body, version)
  assert.equal(answer.statusCode, 200, answer.body)
}

const acts: [string, (staffId: string, email: string) => Promise<unknown>][] = [
  ['disabled', (staffId) => changeStaff(staffId, { disabled: true })],
  ['another role', (staffId) => changeStaff(staffId, { roles: [{ role: 'analyst', unitId: 1 }] })],
  [
    'another password',
    async (_, email) => {
      const elsewhere = await signInAs(app, email)
      const body = { current: PASSWORD, password: 'another good long one' }
      assert.equal((await elsewhere.post('/api/session/password', body)).statusCode, 204)
    },
  ],
]
for (const [name, act] of acts) {
  test(`A3: ${name}: live stream and download end within 5 s, the queued export is cancelled`, {
    timeout: 60_000,
  }, async () => {
    const email = `${name.replace(' ', '-')}@shop.test`
    const staffId = await addPerson(house, email, 'manager')
    const channels = await openChannels(cookieOf(await signInAs(app, email)))
    assert.deepEqual(await alive(channels, () => act(staffId, email)), [])
  })
}

async function newKey(name: string): Promise<{ keyId: string; headers: Headers }> {
  const permissions = ['customers.export', 'customers.read']
  const { keyId, key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name, permissions }))
  return { keyId, headers: { authorization: `Bearer ${key}` } }
}

test('A3: a revoked API key loses its stream, its download and its queued export in the same time', {
  timeout: 60_000,
}, async () => {
  const { keyId, headers } = await newKey('revoked')
  const channels = await openChannels(headers)
  const revoke = async () => assert.equal((await owner.ask('DELETE', `/api/keys/${keyId}`)).statusCode, 204)
  assert.deepEqual(await alive(channels, revoke), [])
})

test('A3 control: the same probe finds everything open when nothing ends it, and what another revocation leaves', {
  timeout: 60_000,
}, async () => {
  const { headers } = await newKey('kept')
  const other = await newKey('other')
  const channels = await openChannels(headers)
  const revoke = async () => assert.equal((await owner.ask('DELETE', `/api/keys/${other.keyId}`)).statusCode, 204)
  assert.deepEqual(await alive(channels, revoke), ['stream', 'download', 'call', 'link', 'export done'])
  for (let tries = 0; !channels.file.ended() && tries < 200; tries++) await wait(100)
  assert.ok(channels.file.whole(), 'the download goes on to its end')
})
