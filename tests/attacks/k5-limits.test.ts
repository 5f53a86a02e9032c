import assert from 'node:assert/strict'
import { test } from 'node:test'
import { processInbox } from '#connectors/segment/process/process-inbox.ts'
import { openIntake } from '#connectors/segment/testing/open-intake.ts'
import { openHouse } from '#core/house.ts'
import { buildServer } from '#core/http/server.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addPerson } from '#modules/team/testing/add-person.ts'
import { Browser } from '#modules/team/testing/browser.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { rooms } from '../../apps/rooms.ts'

const limits = { person: 60, address: 400 }
const tested = await openTestHouse(rooms, { limits })
const { house, app, url } = tested
await addPerson(house, 'ann@shop.test', 'owner', 1)
await addPerson(house, 'ben@shop.test', 'owner', 1)
/** Counts go by the minute: what follows must lie in one. */
const inOneMinute = async () => {
  const left = 60_000 - (Date.now() % 60_000)
  if (left < 20_000) await new Promise((done) => setTimeout(done, left + 50))
}
const ask = async (browser: Browser, path: string) => {
  const answer = await browser.ask('GET', path)
  return { status: answer.statusCode, retryAfter: answer.headers['retry-after'] }
}

test('K5: who asks too much is told when to come again; somebody else is not held up; a search costs more', async () => {
  await inOneMinute()
  const ann = await signInAs(app, 'ann@shop.test')
  const ben = await signInAs(app, 'ben@shop.test')
  let asked = 0
  let refused: Awaited<ReturnType<typeof ask>> | null = null
  while (asked < 200 && !refused) {
    const answer = await ask(ann, '/api/search?q=tea')
    asked++
    if (answer.status === 429) refused = answer
    else assert.equal(answer.status, 200)
  }
  assert.ok(asked > 10 && asked <= limits.person / 3 + 1, `${asked} searches of 3 in 60`)
  const wait = Number(refused?.retryAfter)
  assert.ok(wait >= 1 && wait <= 60, `Retry-After ${refused?.retryAfter}`)
  assert.equal((await ask(ann, '/api/customers')).status, 429)
  assert.equal((await ask(ben, '/api/customers')).status, 200, 'positive control: another person')
})

test('K5: a restart forgives nothing, nor does another process', async () => {
  await inOneMinute()
  const ann = await signInAs(app, 'ann@shop.test')
  for (let nth = 0; nth < 70; nth++) await ask(ann, '/api/units')
  assert.equal((await ask(ann, '/api/units')).status, 429)
  await new Promise((done) => setTimeout(done, 1300))
  const second = await openHouse({ rooms, data: house.data, url, log: house.log, secret: house.secret, limits })
  const server = await buildServer(second)
  await server.ready()
  try {
    const again = new Browser(server)
    for (const [name, value] of ann.cookies) again.cookies.set(name, value)
    assert.equal((await ask(again, '/api/units')).status, 429)
    const ben = await signInAs(server, 'ben@shop.test')
    assert.equal((await ask(ben, '/api/units')).status, 200, 'positive control')
  } finally {
    await server.close()
    await second.close()
  }
})

test('K5: strangers of one address are counted together', async () => {
  await inOneMinute()
  const codes = new Map<number, number>()
  for (let nth = 0; nth < 500; nth++) {
    const { statusCode } = await app.inject({ method: 'GET', url: '/api/customers', remoteAddress: '203.0.113.7' })
    codes.set(statusCode, (codes.get(statusCode) ?? 0) + 1)
  }
  assert.deepEqual([...codes.keys()].sort(), [401, 429])
  assert.ok((codes.get(401) ?? 0) <= limits.address)
  const other = await app.inject({ method: 'GET', url: '/api/customers', remoteAddress: '203.0.113.8' })
  assert.equal(other.statusCode, 401, 'positive control: another address')
})

test('K5: a source that sends without end does not hold up another', async () => {
  const loud = await openIntake(tested)
  const quiet = await openIntake(tested)
  const batch = (prefix: string, size: number) => ({
    batch: Array.from({ length: size }, (_, nth) => ({
      ...{ type: 'track', event: 'Looked', userId: `${prefix}-${nth % 20}`, messageId: `${prefix}-${nth}` },
    })),
  })
  for (let nth = 0; nth < 40; nth++) await loud.post('/v1/batch', batch(`loud${nth}`, 100))
  await quiet.post('/v1/batch', batch('quiet', 5))
  const stop = new AbortController()
  const waiting = () =>
    loud.rows<{ loud: number; quiet: number }>(
      `select count(*) filter (where source_id = $1)::int as loud, count(*) filter (where source_id = $2)::int as quiet
       from segment.inbox`,
      [loud.sourceId, quiet.sourceId],
    )
  const done = processInbox(house, stop.signal)
  let left = await waiting()
  while ((left[0]?.quiet ?? 0) > 0) left = await waiting()
  stop.abort()
  await done
  assert.ok((left[0]?.loud ?? 0) > 20, `${left[0]?.loud} of 40 still waited when the quiet one was taken in`)
})
