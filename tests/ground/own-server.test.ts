import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { pino } from 'pino'
import { openEmbedded } from '#core/database/embedded.ts'
import { type House, openHouse } from '#core/house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../../apps/rooms.ts'

test('a server of the company’s own: a user that may make roles is enough, as docs/how-to/server.md says; without it the start says no', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'rapport-own-'))
  const server = await openEmbedded(data)
  const admin = new pg.Client({ ...server.connection, database: 'postgres' })
  await admin.connect()
  const opened: House[] = []
  t.after(async () => {
    for (const house of opened) await house.close()
    await admin.end()
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  })
  const openAs = async (user: string, rights: string) => {
    await admin.query(`create role ${user} login ${rights}`)
    await admin.query(`create database ${user} owner ${user}`)
    const url = `postgres://${user}@localhost/${user}?host=${encodeURIComponent(server.connection.host)}`
    return openHouse({ rooms, data, url, log: pino({ level: 'fatal' }), connections: 3 })
  }
  await assert.rejects(openAs('plain', ''), /permission denied/, 'positive control')
  const house = await openAs('own', 'createrole')
  opened.push(house)
  const { keyId } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: 'own', permissions: [] }))
  assert.ok(keyId)
  const { rows } = await house.database.owner.query('select rolsuper from pg_roles where rolname = current_user')
  assert.equal(rows[0].rolsuper, false)
})
