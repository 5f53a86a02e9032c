import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Actor, Scope } from '#core/access/actor.ts'
import { scopeOf } from '#core/access/actor.ts'
import type { Context, Outbox } from '#core/context.ts'
import { AppError, forbidden } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { isConnectionError } from './connection-errors.ts'
import { preparedName } from './prepared.ts'
import type { DB } from './tables.ts'

export interface TransactionOptions {
  actor: Actor
  /** The permission under which rows are seen; the system actor needs none. */
  permission?: string
  /** Given by the house itself for calls that strangers may make (sign-in). */
  scope?: Scope
  requestId?: string | null
  address?: string | null
  depth?: number
  hops?: number
  /** Longest time of one statement in milliseconds; 5 s unless a job says more. */
  timeout?: number
  /** A read: its audit entries may be lost with a crash of the machine, so it doesn't wait for the disk. */
  readOnlyForCaller?: boolean
}

/**
 * Runs `work` in one transaction with the actor's scope. Everything told through the context is written just before
 * the commit.
 * @throws forbidden when the actor doesn't hold the permission; 503 `database_unavailable` when there is no connection.
 */
export async function inTransaction<T>(
  house: House,
  options: TransactionOptions,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const scope = options.scope ?? scopeOf(options.actor, options.permission ?? 'signed-in')
  if (!scope) throw forbidden()
  const client = await connect(house.database.app)
  let broken: Error | undefined
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  const ctx = makeContext(house, client, scope, options)
  try {
    await client.query(opening(scope, options))
    const result = await work(ctx)
    await writeOutbox(client, ctx, options)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure) => {
      broken = failure
    })
    throw isConnectionError(error) ? unavailable() : error
  } finally {
    client.off('error', onError)
    client.release(broken ?? spent.has(client))
  }
}

/** A role of the database decides which rows there are; without it there are none. Numbers only: nothing to inject. */
function opening(scope: Scope, options: TransactionOptions): string {
  const timeout = Math.floor(options.timeout ?? 5000)
  const wait = options.readOnlyForCaller ? 'set local synchronous_commit = off; ' : ''
  const common = `begin; set local statement_timeout = ${timeout}; ${wait}`
  if (scope.units === 'all') return `${common}set local role rapport_company`
  const units = scope.units.filter(Number.isSafeInteger).join(',')
  return `${common}set local rapport.units = '${units}'; set local role rapport_units`
}

const clients = new WeakMap<Kysely<DB>, pg.PoolClient>()

/** The connection of an open transaction, for what only the driver can do. */
export function clientOf({ db }: Context): pg.PoolClient {
  const client = clients.get(db)
  if (!client) throw new Error('this context has no connection of its own')
  return client
}

const spent = new WeakSet<pg.PoolClient>()

/**
 * Closes the connection of an open transaction when that ends, instead of keeping it for others: a server process holds
 * the memory that a big read or write took until its connection closes. For work over the whole base, on its first line.
 */
export function closeConnectionAfter(ctx: Context): void {
  spent.add(clientOf(ctx))
}

function makeContext(house: House, client: pg.PoolClient, scope: Scope, options: TransactionOptions): Context {
  const outbox: Outbox = { events: [], jobs: [], notes: [], audits: [] }
  const { actor, requestId = null, depth = 0, hops = 0 } = options
  const db = kyselyOn(client)
  clients.set(db, client)
  return { db, actor, scope, house, now: new Date(), requestId, depth, hops, outbox }
}

/** Kysely over one checked-out connection; the transaction around it is ours. */
function kyselyOn(client: pg.PoolClient): Kysely<DB> {
  const query = (text: string, values: unknown[]) => client.query({ name: preparedName(text), text, values })
  const borrowed = { query, release: () => {} }
  const pool = { connect: async () => borrowed, end: async () => {} }
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) })
}

async function writeOutbox(client: pg.PoolClient, ctx: Context, options: TransactionOptions): Promise<void> {
  const { events, jobs, notes, audits } = ctx.outbox
  if (audits.length > 0) {
    await client.query(
      `insert into core.audit_log (actor_kind, actor_id, actor_name, action, target, customer_id, details, request_id, address)
       select $1, $2, $3, a->>'action', a->>'target', (a->>'customerId')::uuid, coalesce(a->'details', '{}'), $4, $5
       from jsonb_array_elements($6::jsonb) a`,
      [ctx.actor.kind, ctx.actor.id, ctx.actor.name, ctx.requestId, options.address ?? null, JSON.stringify(audits)],
    )
  }
  if (events.length + jobs.length + notes.length === 0) return
  const by = `${ctx.actor.kind}:${ctx.actor.id}`
  const rows = events.map((event) => ({ ...event, actor: by, requestId: ctx.requestId }))
  await client.query('select core.tell($1, $2, $3)', [JSON.stringify(rows), JSON.stringify(jobs), notes])
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch {
    throw unavailable()
  }
}

const unavailable = () =>
  new AppError(503, 'database_unavailable', 'The database does not answer. Try again in a moment.', { retryAfter: 2 })
