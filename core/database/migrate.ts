import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { AppError } from '#core/errors.ts'

const LOCK = 7_267_710 // one process at a time migrates

/** A room as the migrator sees it: where its SQL stands. `rooms` come lowest floor first. */
export interface SqlSource {
  name: string
  folder: string
}

interface Migration {
  name: string
  sql: string
}

/**
 * Brings the database to the newest schema: all rooms' `migrations/*.sql` in one order by their date, then the views
 * of `facts.sql`. Each file is one transaction and waits at most 2 s for a lock, then steps back and tries again, so
 * that running processes are never held up.
 */
export async function migrate(owner: pg.Pool, sources: SqlSource[]): Promise<{ applied: string[] }> {
  const client = await owner.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(`create schema if not exists core;
      create table if not exists core.migrations (
        name text primary key, hash text not null, applied_at timestamptz not null default now())`)
    await runMigrations({ pgPool: owner })
    const known = new Map<string, string>(
      (await client.query('select name, hash from core.migrations')).rows.map((row) => [row.name, row.hash]),
    )
    const files = readMigrations(sources)
    refuseNewerDatabase(known, files)
    const applied: string[] = []
    for (const file of files) if (await applyOnce(client, file, known)) applied.push(file.name)
    await refreshFacts(client, sources, known, applied.length > 0)
    return { applied }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {})
    client.release()
  }
}

function readMigrations(sources: SqlSource[]): Migration[] {
  const found = sources.flatMap(({ name, folder }) => {
    const migrations = join(folder, 'migrations')
    if (!existsSync(migrations)) return []
    return readdirSync(migrations)
      .filter((file) => file.endsWith('.sql'))
      .map((file) => ({ name: `${file.slice(0, -4)} (${name})`, sql: readFileSync(join(migrations, file), 'utf8') }))
  })
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

// An older program on a newer database is fine for as long as migrations only add (N−1 works); a changed file is not.
function refuseNewerDatabase(known: Map<string, string>, files: Migration[]): void {
  for (const file of files) {
    const hash = known.get(file.name)
    if (hash !== undefined && hash !== hashOf(file.sql)) {
      throw new AppError(500, 'migration_changed', `Migration ${file.name} was changed after it had been applied.`)
    }
  }
}

async function applyOnce(client: pg.PoolClient, file: Migration, known: Map<string, string>): Promise<boolean> {
  if (known.has(file.name)) return false
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`begin; set local lock_timeout = '2s'; set local statement_timeout = 0`)
      await client.query(file.sql)
      await client.query('insert into core.migrations (name, hash) values ($1, $2)', [file.name, hashOf(file.sql)])
      await client.query('commit')
      return true
    } catch (error) {
      await client.query('rollback')
      const code = (error as { code?: string }).code
      if (code !== '55P03' || attempt >= 30) throw describe(error, file.name)
      await wait(500)
    }
  }
}

// Views carry no data: dropping and making them anew is simpler than altering them.
async function refreshFacts(
  client: pg.PoolClient,
  sources: SqlSource[],
  known: Map<string, string>,
  force: boolean,
): Promise<void> {
  const files = sources
    .map(({ name, folder }) => ({ name: `facts (${name})`, path: join(folder, 'facts.sql') }))
    .filter(({ path }) => existsSync(path))
    .map(({ name, path }) => ({ name, sql: readFileSync(path, 'utf8') }))
  const all = hashOf(files.map((file) => file.sql).join('\n'))
  if (!force && known.get('facts') === all) return
  await client.query(`begin; set local lock_timeout = '5s'`)
  try {
    const { rows } = await client.query(
      `select format('%I.%I', schemaname, viewname) as view from pg_views where schemaname = 'facts'`,
    )
    if (rows.length > 0) await client.query(`drop view if exists ${rows.map((row) => row.view).join(', ')} cascade`)
    for (const file of files) {
      await client.query(file.sql).catch((error) => {
        throw describe(error, file.name)
      })
    }
    await client.query('grant select on all tables in schema facts to rapport_company, rapport_units')
    await client.query(
      `insert into core.migrations (name, hash) values ('facts', $1)
       on conflict (name) do update set hash = excluded.hash, applied_at = now()`,
      [all],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

function describe(error: unknown, file: string): Error {
  const { message, position, where } = error as { message: string; position?: string; where?: string }
  return new Error(`${file}: ${message}${position ? ` at character ${position}` : ''}${where ? `\n${where}` : ''}`)
}
