import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { type Call, call } from '#core/http/contract.ts'
import { buildServer } from '#core/http/server.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { addPerson } from '#modules/team/testing/add-person.ts'
import { Browser } from '#modules/team/testing/browser.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { rooms } from '../../apps/rooms.ts'
import { rowHash } from './row-hash.ts'

const { house, app, url } = await openTestHouse(rooms)
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test', { sudo: true })

const PLANTED = [
  'role',
  'shopId',
  'dealerId',
  'ownerId',
  'points',
  'balance',
  'createdAt',
  'emailVerified',
  'consent',
  'id',
  'version',
  'isOwner',
]
const writing = rooms
  .flatMap((room) => [...(room.calls ?? []).map((served) => served.call), ...(room.exchanges ?? [])])
  .filter(({ method, body }) => method !== 'GET' && body)

/** Names that the body of a call has itself; null when it is no plain object. */
const namesOf = ({ body }: Call) => (body instanceof z.ZodObject ? Object.keys(body.shape) : null)

/** Planted fields that the server did not refuse by name. */
async function taken(browser: Browser, { method, path, ...one }: Call): Promise<string[]> {
  const own = namesOf({ method, path, ...one }) ?? []
  const planted = PLANTED.filter((name) => !own.includes(name))
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => (/unit|segment/i.test(name) ? '99999' : uuid7()))
  const through: string[] = []
  for (const name of planted) {
    const answer = await browser.ask(method, address, { [name]: 'planted' }, { 'if-match': '"1"' })
    const { code, details } = answer.body ? answer.json() : {}
    const said = (details?.fields ?? []).map(({ field }: { field: string }) => field)
    if (
      answer.statusCode !== 400 ||
      code !== 'invalid_input' ||
      !said.some((field: string) => field.split(', ').includes(name))
    )
      through.push(name)
  }
  return through
}

test('B7: no writing call takes a field that is not its own: each is refused by name, and nothing is written', async () => {
  assert.ok(writing.length > 30)
  const except = /^(core\.audit_log|team\.sessions|team\.throttles)$/
  const before = await rowHash(url, except)
  for (const one of writing) {
    assert.deepEqual(await taken(owner, one), [], `${one.method} ${one.path}`)
  }
  assert.equal(await rowHash(url, except), before)
})

test('B7 control: a call whose body lets everything in is found', async () => {
  const loose = call({
    method: 'POST',
    path: '/api/loose',
    permission: 'signed-in',
    summary: 'A careless call',
    body: z.record(z.string(), z.unknown()),
  })
  const server = await buildServer({
    ...house,
    rooms: [{ name: 'loose', folder: '/nowhere', calls: [{ call: loose, handle: async () => undefined }] }],
  })
  const careless = new Browser(server)
  for (const [name, value] of owner.cookies) careless.cookies.set(name, value)
  assert.deepEqual(await taken(careless, loose), PLANTED)
  await server.close()
})
