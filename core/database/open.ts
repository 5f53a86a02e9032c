import { createHmac } from 'node:crypto'
import pg from 'pg'
import { openEmbedded } from './embedded.ts'
import { exactTypes } from './exact-types.ts'
import { keepAlive } from './keep-alive.ts'
import { ensureDatabase, ensureRoles } from './roles.ts'

export interface Database {
  /** Migrates, installs, runs the job queue. Bypasses row security: never hand it to a use case. */
  owner: pg.Pool
  /** Everything else. Sees nothing until a transaction chooses a scope. */
  app: pg.Pool
  /** Connection settings of the app role, for a client of one's own (LISTEN). */
  connection: pg.ClientConfig
  embedded: boolean
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Folder of the embedded database. */
  data: string
  /** A PostgreSQL server instead of the embedded one; its user must be able to create roles. */
  url?: string | undefined
  /** Connections of the app pool. */
  connections?: number
}

/** Opens the embedded database or the server at `url`, and makes sure that database and roles are there. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const embedded = options.url ? null : await openEmbedded(options.data)
  const ownerSettings: pg.ClientConfig = embedded ? embedded.connection : { connectionString: options.url as string }
  try {
    if (embedded) await ensureDatabase(embedded.connection)
    const appPassword = options.url ? appRolePassword(options.url) : null
    await ensureRoles(ownerSettings, appPassword)
    const connection = appSettings(ownerSettings, appPassword)
    // The job queue shares the owner's connections and expects the driver's own types there.
    const owner = pool(ownerSettings, 6)
    const app = pool({ ...connection, types: exactTypes }, options.connections ?? 20)
    const watch = embedded && keepAlive(embedded)
    const close = async () => {
      watch?.stop()
      try {
        await Promise.all([owner.end(), app.end()])
      } finally {
        await embedded?.stop()
      }
    }
    return { owner, app, connection, embedded: embedded !== null, close }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

function pool(settings: pg.ClientConfig, max: number): pg.Pool {
  const made = new pg.Pool({
    ...settings,
    max,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'rapport',
  })
  // A restart of the database breaks idle connections; without a listener that would end the process.
  made.on('error', () => {})
  made.on('connect', (client) => client.on('error', () => {}))
  return made
}

/** The app role's password follows from the owner's, so that every process of one database knows it. */
function appRolePassword(url: string): string {
  return createHmac('sha256', decodeURIComponent(new URL(url).password))
    .update('rapport_app')
    .digest('base64url')
}

function appSettings(owner: pg.ClientConfig, password: string | null): pg.ClientConfig {
  if (!owner.connectionString) return { ...owner, user: 'rapport_app' }
  const url = new URL(owner.connectionString)
  url.username = 'rapport_app'
  url.password = password ?? ''
  return { connectionString: url.href }
}
