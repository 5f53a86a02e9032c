import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '#core/errors.ts'

const LOCK = 7_267_709 // one process at a time makes roles

/** Creates the database of the embedded server on the first start. */
export async function ensureDatabase(connection: pg.ClientConfig): Promise<void> {
  await withClient({ ...connection, database: 'postgres' }, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [connection.database])
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(connection.database as string)}`)
  })
}

/**
 * The roles of the house: `rapport_app` signs in and may do nothing by itself; a transaction becomes
 * `rapport_company` (every row) or `rapport_units` (rows of the actor's units), see `transaction.ts`.
 */
export async function ensureRoles(owner: pg.ClientConfig, appPassword: string | null): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await makeRoles(owner, appPassword)
    } catch (error) {
      // Roles belong to the whole server; a start in another of its databases is beyond our lock.
      if (!(error instanceof Error) || !/concurrently updated|duplicate key/.test(error.message) || tries === 10)
        throw error
      await wait(50 * tries)
    }
  }
}

async function makeRoles(owner: pg.ClientConfig, appPassword: string | null): Promise<void> {
  await withClient(owner, async (client) => {
    const version = Number((await client.query('show server_version_num')).rows[0].server_version_num)
    if (version < 150_000) {
      throw new AppError(500, 'database_too_old', `Rapport needs PostgreSQL 15 or newer; this server is ${version}.`)
    }
    await client.query('select pg_advisory_lock($1)', [LOCK])
    for (const role of ['rapport_company', 'rapport_units', 'rapport_app']) await ensureRole(client, role)
    const password = appPassword ? `password ${pg.escapeLiteral(appPassword)}` : ''
    if (appPassword || !(await canSignIn(client))) {
      await client.query(`alter role rapport_app login noinherit ${password}`)
    }
    await client.query('grant rapport_company, rapport_units to rapport_app')
    await client.query('select pg_advisory_unlock($1)', [LOCK])
  })
}

async function ensureRole(client: pg.Client, role: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
  if (rowCount === 0) await client.query(`create role ${pg.escapeIdentifier(role)} nosuperuser nobypassrls noinherit`)
}

async function canSignIn(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(`select rolcanlogin from pg_roles where rolname = 'rapport_app'`)
  return rows[0]?.rolcanlogin === true
}

async function withClient<T>(settings: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...settings, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    return await work(client)
  } catch (error) {
    if (error instanceof AppError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError(503, 'database_unavailable', `The database does not answer: ${reason}`)
  } finally {
    await client.end().catch(() => {})
  }
}
