import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { pino } from 'pino'
import { type House, type HouseOptions, openHouse } from '#core/house.ts'
import { buildServer } from '#core/http/server.ts'
import type { Room } from '#core/module.ts'
import { openTestCluster } from './test-cluster.ts'

export interface TestHouse {
  house: House
  app: FastifyInstance
  url: string
}

/**
 * A house on a database of its own, cloned from one prepared with all migrations; gone when the test file ends.
 * The server answers `app.inject` and, for clients that need a port, `await app.listen({ port: 0 })`.
 * A test whose house speaks outward names its receivers in `outward`: nothing else on this machine is reached.
 */
export async function openTestHouse(
  rooms: Room[],
  more: Pick<HouseOptions, 'outward' | 'limits'> = {},
): Promise<TestHouse> {
  const cluster = await openTestCluster(rooms)
  const name = `t_${randomBytes(6).toString('hex')}`
  await onServer(cluster.adminUrl, `create database ${name} template ${cluster.template}`)
  const url = cluster.urlOf(name)
  const data = mkdtempSync(join(tmpdir(), 'rapport-test-'))
  const log = pino({ level: process.env.LOG_LEVEL ?? 'fatal' })
  const house = await openHouse({
    rooms,
    data,
    url,
    log,
    connections: 10,
    secret: 'a secret for tests only, 32 characters+',
    ...more,
  })
  const app = await buildServer(house)
  await app.ready()
  after(async () => {
    await app.close()
    await house.close()
    await onServer(cluster.adminUrl, `drop database if exists ${name} with (force)`)
    await cluster.close()
    rmSync(data, { recursive: true, force: true })
  })
  return { house, app, url }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
