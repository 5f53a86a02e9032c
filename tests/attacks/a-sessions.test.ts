import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import type { Actor } from '#core/access/actor.ts'
import { hashSecret } from '#core/access/secret-text.ts'
import { openHouse } from '#core/house.ts'
import { buildServer } from '#core/http/server.ts'
import { openHub } from '#core/live/hub.ts'
import { serveLive } from '#core/live/serve-live.ts'
import type { Room } from '#core/module.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { team } from '#modules/team/module.ts'
import { stepAt, totpCode } from '#modules/team/sign-in/totp.ts'
import { addPerson, PASSWORD } from '#modules/team/testing/add-person.ts'
import { Browser } from '#modules/team/testing/browser.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { databaseOf } from './database-of.ts'

const { house, app, url } = await openTestHouse([team])
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test')
const database = databaseOf(url)

/** What is wrong with a session cookie. */
function faultsOf(cookie: string): string[] {
  const attributes = cookie.split('; ').map((part) => part.toLowerCase())
  const faults = ['secure', 'httponly', 'samesite=lax', 'path=/'].filter((wanted) => !attributes.includes(wanted))
  if (!cookie.startsWith('__Host-sid=')) faults.push('name')
  if (attributes.some((part) => part.startsWith('domain'))) faults.push('domain')
  return faults
}

async function sessionCookie(): Promise<string> {
  const answer = await new Browser(app).post('/api/sign-in', { email: 'owner@shop.test', password: PASSWORD })
  return [answer.headers['set-cookie'] ?? []].flat().find((cookie) => /sid=/.test(cookie)) ?? ''
}

test('A1 the cookie of a session is bound to this host, out of reach of scripts and of other sites', async () => {
  const cookie = await sessionCookie()
  assert.deepEqual(faultsOf(cookie), [])
  const token = /=([^;]+)/.exec(cookie)?.[1] ?? ''
  assert.ok(Buffer.from(token, 'base64url').length >= 32)
  const { rows } = await database.query('select s::text as row from team.sessions s')
  assert.ok(
    rows.every(({ row }) => !row.includes(token)),
    'only hashes are stored',
  )
})

test('A1 control: on plain http to another host the same probe finds the weaker cookie', async () => {
  const { publicUrl } = house
  house.publicUrl = new URL('http://crm.shop.example')
  try {
    assert.deepEqual(faultsOf(await sessionCookie()), ['secure', 'name'])
  } finally {
    house.publicUrl = publicUrl
  }
})

/** Whether a token that was good before a step still opens something after it. */
async function opens(token: string): Promise<boolean> {
  const answer = await app.inject({ url: '/api/session', headers: { cookie: `__Host-sid=${token}` } })
  return answer.statusCode === 200
}
const tokenOf = (browser: Browser) => browser.cookies.get('__Host-sid') ?? ''

test('A2 every step of signing in has a token of its own, and the one before opens nothing', async () => {
  const staffId = await addPerson(house, 'steps@shop.test')
  const planted = 'A'.repeat(43)
  const person = new Browser(app)
  person.cookies.set('__Host-sid', planted)
  await person.post('/api/sign-in', { email: 'steps@shop.test', password: PASSWORD })
  const afterPassword = tokenOf(person)
  assert.notEqual(afterPassword, planted)
  assert.equal(await opens(planted), false, 'a planted token is never adopted')
  await person.post('/api/session/sudo', { password: PASSWORD })
  const afterSudo = tokenOf(person)
  const { secret } = (await person.post('/api/session/two-factor')).json()
  const step = stepAt(new Date())
  await person.post('/api/session/two-factor/confirm', { code: totpCode(secret, step - 1) })
  const afterFactor = tokenOf(person)
  const again = new Browser(app)
  again.cookies.set('__Host-sid', afterFactor)
  await again.post('/api/sign-in', { email: 'steps@shop.test', password: PASSWORD })
  const half = tokenOf(again)
  assert.equal(await opens(half), false, 'the password alone opens nothing')
  await again.post('/api/sign-in/totp', { code: totpCode(secret, step) })
  const full = tokenOf(again)
  const tokens = [planted, afterPassword, afterSudo, afterFactor, half, full]
  assert.equal(new Set(tokens).size, tokens.length)
  assert.deepEqual(await Promise.all(tokens.map(opens)), [false, false, false, false, false, true])

  // Control: were the old row kept, the probe would see it.
  await database.query(
    `insert into team.sessions (session_id, token_hash, staff_id, stage, expires_at)
     values (core.uuid7(), $1, $2, 'full', now() + interval '1 hour')`,
    [hashSecret(afterPassword), staffId],
  )
  await wait(2100)
  assert.equal(await opens(afterPassword), true)
})

/** Another process on the same database, with live notes, on a port of its own. */
async function otherProcess(room: Room): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'rapport-other-'))
  const log = pino({ level: 'fatal' })
  const other = await openHouse({ rooms: [room], data, url, log, connections: 4, secret: house.secret })
  const server = await buildServer(other)
  const hub = openHub(other)
  serveLive(server, other, hub)
  await server.listen({ port: 0, host: '127.0.0.1' })
  after(async () => {
    await server.close()
    await hub.close()
    await other.close()
    rmSync(data, { recursive: true, force: true })
  })
  return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
}

interface Channels {
  cookie: string
  key: string
}

async function openChannels(email: string, staffId: string): Promise<Channels> {
  const actor = await house.actors.ofStaff(house, staffId)
  assert.ok(actor)
  const browser = await signInAs(app, email)
  const { key } = await house.transaction({ actor }, (ctx) =>
    addApiKey(ctx, { name: 'k', permissions: ['settings.change'] }),
  )
  return { cookie: `__Host-sid=${tokenOf(browser)}`, key }
}

async function listen(base: string, cookie: string): Promise<{ ended: () => boolean }> {
  const request = get(`${base}/api/live`, { headers: { cookie } })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  assert.equal(answer.statusCode, 200)
  let ended = false
  answer.resume().on('close', () => {
    ended = true
  })
  request.on('error', () => {})
  after(() => request.destroy())
  return { ended: () => ended }
}

const statusOf = async (base: string, headers: Record<string, string>) =>
  (await fetch(`${base}/api/session`, { headers })).status

/** Seconds until cookie, key and live stream of a person are all dead in the other process; null after five. */
async function secondsToDeath(base: string, channels: Channels, act: () => Promise<unknown>): Promise<number | null> {
  const stream = await listen(base, channels.cookie)
  const byCookie = () => statusOf(base, { cookie: channels.cookie })
  const byKey = () => statusOf(base, { authorization: `Bearer ${channels.key}` })
  assert.deepEqual([await byCookie(), await byKey()], [200, 200])
  await act()
  for (const begin = Date.now(); Date.now() - begin < 5000; await wait(200)) {
    if (stream.ended() && (await byCookie()) === 401 && (await byKey()) === 401) return (Date.now() - begin) / 1000
  }
  return null
}

const patchStaff = async (staffId: string, body: object) => {
  const { items } = (await owner.get('/api/staff')).json()
  const { version } = items.find((member: { staffId: string }) => member.staffId === staffId)
  assert.equal((await owner.patch(`/api/staff/${staffId}`, body, version)).statusCode, 200)
}

test('A3 disabling, a new role and a new password end cookie, key and live stream in every process', async () => {
  const base = await otherProcess(team)
  const acts: [string, (staffId: string, email: string) => Promise<unknown>][] = [
    ['disable', (staffId) => patchStaff(staffId, { disabled: true })],
    ['role', (staffId) => patchStaff(staffId, { roles: [{ role: 'agent', unitId: 1 }] })],
    [
      'password',
      async (_, email) => {
        const elsewhere = await signInAs(app, email)
        const change = await elsewhere.post('/api/session/password', {
          current: PASSWORD,
          password: 'another good one',
        })
        assert.equal(change.statusCode, 204)
      },
    ],
  ]
  for (const [name, act] of acts) {
    const email = `${name}@shop.test`
    const staffId = await addPerson(house, email, 'manager')
    const seconds = await secondsToDeath(base, await openChannels(email, staffId), () => act(staffId, email))
    assert.notEqual(seconds, null, `${name}: something lived longer than five seconds`)
  }
})

test('A3 control: a process that remembers actors for good is caught', async () => {
  const remembered = new Map<string, Promise<Actor | null> | undefined>()
  const forgetful: Room = {
    ...team,
    actors: {
      ofStaff: async () => null,
      ofRequest: (other, request) => {
        const name = `${request.headers.cookie}${request.headers.authorization}`
        const actor = remembered.get(name) ?? team.actors?.ofRequest(other, request)
        remembered.set(name, actor)
        return actor ?? Promise.resolve(null)
      },
    },
  }
  const base = await otherProcess(forgetful)
  const staffId = await addPerson(house, 'control@shop.test', 'manager')
  const channels = await openChannels('control@shop.test', staffId)
  assert.equal(await secondsToDeath(base, channels, () => patchStaff(staffId, { disabled: true })), null)
})
