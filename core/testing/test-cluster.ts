import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openEmbedded } from '#core/database/embedded.ts'
import { migrate } from '#core/database/migrate.ts'
import { ensureRoles } from '#core/database/roles.ts'
import type { Room } from '#core/module.ts'

const LOCK = 7_267_711

export interface TestCluster {
  adminUrl: string
  template: string
  urlOf(database: string): string
  close(): Promise<void>
}

/**
 * The PostgreSQL server of the tests: the folder in RAPPORT_TEST_DATA when the runner (or a developer) keeps one
 * running, else one of its own. Holds one migrated template per state of the SQL files.
 */
export async function openTestCluster(rooms: Room[]): Promise<TestCluster> {
  const kept = process.env.RAPPORT_TEST_DATA
  const data = kept ?? mkdtempSync(join(tmpdir(), 'rapport-pg-'))
  if (kept) mkdirSync(kept, { recursive: true })
  const server = await openEmbedded(data)
  const urlOf = (database: string) =>
    `postgres://rapport_owner@localhost/${database}?host=${encodeURIComponent(server.connection.host)}`
  const adminUrl = urlOf('postgres')
  const template = await ensureTemplate(adminUrl, urlOf, rooms)
  const close = async () => {
    await server.stop()
    if (!kept) rmSync(data, { recursive: true, force: true })
  }
  return { adminUrl, template, urlOf, close }
}

async function ensureTemplate(adminUrl: string, urlOf: (name: string) => string, rooms: Room[]): Promise<string> {
  const sources = [{ name: 'core', folder: join(import.meta.dirname, '..') }, ...rooms]
  const name = `template_${stateOf(sources.map((source) => source.folder))}`
  const admin = new pg.Client(adminUrl)
  await admin.connect()
  try {
    await admin.query('select pg_advisory_lock($1)', [LOCK])
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) return name
    // Durability is proved by the crash tests, which run a house of their own; here it only costs time.
    await admin.query('alter system set fsync = off')
    await admin.query('select pg_reload_conf()')
    await admin.query(`drop database if exists ${name}_new with (force)`)
    await admin.query(`create database ${name}_new`)
    await ensureRoles({ connectionString: urlOf(`${name}_new`) }, null)
    const owner = new pg.Pool({ connectionString: urlOf(`${name}_new`), max: 2 })
    owner.on('error', () => {})
    owner.on('connect', (client) => client.on('error', () => {}))
    await migrate(owner, sources)
    await owner.end()
    await admin.query(`alter database ${name}_new rename to ${name}`)
    return name
  } finally {
    await admin.end()
  }
}

function stateOf(folders: string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    const migrations = join(folder, 'migrations')
    const files = existsSync(migrations) ? readdirSync(migrations).map((file) => join(migrations, file)) : []
    for (const file of [...files, join(folder, 'facts.sql')].sort()) {
      if (existsSync(file)) hash.update(file).update(readFileSync(file))
    }
  }
  return hash.digest('hex').slice(0, 16)
}
