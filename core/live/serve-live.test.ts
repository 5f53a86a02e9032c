import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Actor } from '#core/access/actor.ts'
import { buildServer } from '#core/http/server.ts'
import { defineRoom } from '#core/module.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { openHub } from './hub.ts'
import { tellDesks } from './note.ts'
import { serveLive } from './serve-live.ts'

const QUIET_MS = 600

const somebody: Actor = {
  kind: 'staff',
  id: 'somebody',
  name: 'Somebody',
  language: 'en',
  grants: [{ permissions: new Set(['notes.hear']), units: 'all', masked: new Set() }],
}
const door = defineRoom({
  name: 'door',
  folder: import.meta.dirname,
  actors: { ofRequest: async () => somebody, ofStaff: async () => somebody },
})

const { house } = await openTestHouse([door])
const server = await buildServer(house)
const hub = openHub(house)
serveLive(server, house, hub)
await server.listen({ port: 0, host: '127.0.0.1' })
// The limits of the house in small: a connection that is quiet this long is cut.
server.server.timeout = QUIET_MS
server.server.requestTimeout = QUIET_MS
after(() => hub.close())

async function listen(): Promise<{ answer: IncomingMessage; heard: () => string }> {
  const request = get({ port: (server.server.address() as AddressInfo).port, path: '/api/live' })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  let text = ''
  answer.setEncoding('utf8').on('data', (piece) => {
    text += piece
  })
  answer.on('error', () => {})
  return { answer, heard: () => text }
}

test('a stream outlives the limit on quiet connections, still hears, and ends whole when the server closes', async () => {
  const { answer, heard } = await listen()
  await wait(QUIET_MS * 4)
  assert.equal(answer.destroyed, false, 'cut while quiet')
  await house.asSystem('test', async (ctx) => {
    tellDesks(ctx, { topic: 'note', units: null, permission: 'notes.hear', id: '7' })
  })
  for (let tries = 0; !heard().includes('event: note') && tries < 100; tries++) await wait(50)
  assert.match(heard(), /event: note\ndata: \{"id":"7"\}/)
  const ended = once(answer, 'end')
  await server.close()
  await ended
  assert.equal(answer.complete, true, 'the last chunk came')
})
