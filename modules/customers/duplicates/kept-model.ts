import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import type { Learned } from './compute/measures.ts'

export interface KeptModel {
  scanId: string
  /** Customers that it was learned from. */
  records: number
  learned: Learned
}

const [squeeze, unfold] = [promisify(gzip), promisify(gunzip)]
// Some megabytes for a large house, and asked for at every new customer.
const cached = new WeakMap<House, KeptModel>()

const withMaps = (_: string, value: unknown) => (value instanceof Map ? { map: [...value] } : value)
const backToMaps = (_: string, value: { map?: [string, unknown][] } | null) =>
  Array.isArray(value?.map) ? new Map(value.map) : value

/** Keeps what a scan learned; only the newest is of use. */
export async function keepModel(ctx: Context, scanId: string, learned: Learned): Promise<void> {
  const packed = await squeeze(JSON.stringify(learned, withMaps))
  await sql`delete from customers.duplicate_models`.execute(ctx.db)
  await sql`insert into customers.duplicate_models (scan_id, learned) values (${scanId}::uuid, ${packed})`.execute(
    ctx.db,
  )
}

/** What the last scan learned; null: there was none, or nothing to learn from. */
export async function lastModel(ctx: Context): Promise<KeptModel | null> {
  const { rows } = await sql<{ scanId: string; records: number }>`
    select scan_id as "scanId", records from customers.duplicate_scans order by started_at desc limit 1`.execute(ctx.db)
  const last = rows[0]
  if (!last) return null
  const known = cached.get(ctx.house)
  if (known?.scanId === last.scanId) return known
  const found = await sql<{ learned: Buffer | null }>`
    select customers.learned_by(${last.scanId}::uuid) as learned`.execute(ctx.db)
  const packed = found.rows[0]?.learned
  if (!packed) return null
  const model = { ...last, learned: JSON.parse((await unfold(packed)).toString('utf8'), backToMaps) as Learned }
  cached.set(ctx.house, model)
  return model
}
