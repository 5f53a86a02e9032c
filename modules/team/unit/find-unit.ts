import { sql } from 'kysely'
import type { Units } from '#core/access/actor.ts'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'

export type UnitKind = 'department' | 'shop' | 'dealer'

/**
 * The open unit with this name, or with this name in the company's other systems; null when there is none. Case and
 * Unicode form don't matter; of several the oldest.
 */
export async function findUnitByName(ctx: Context, name: string): Promise<number | null> {
  const wanted = name.trim()
  const { rows } = await sql<{ unit_id: number }>`
    select unit_id from team.units
    where closed_at is null and (external_name = ${wanted} or lower(normalize(name, nfc)) = lower(normalize(${wanted}, nfc)))
    order by external_name = ${wanted} desc nulls last, unit_id limit 1`.execute(ctx.db)
  return rows[0]?.unit_id ?? null
}

/** The unit with this name, made under the company when there is none. For imports that bring shops along. */
export async function ensureUnit(ctx: Context, name: string, kind: UnitKind): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('team.units'))`.execute(ctx.db)
  const found = await findUnitByName(ctx, name)
  if (found !== null) return found
  const wanted = name.trim().slice(0, 120)
  const { rows } = await sql<{ unit_id: number }>`
    with made as (select nextval(pg_get_serial_sequence('team.units', 'unit_id'))::int as id)
    insert into team.units (unit_id, parent_id, path, kind, name, external_name)
    select id, 1, array[1, id], ${kind}, ${wanted}, ${wanted} from made returning unit_id`.execute(ctx.db)
  const unitId = rows[0]?.unit_id ?? 1
  audit(ctx, 'team.unit.added', { target: String(unitId), details: { after: { name: wanted, kind } } })
  return unitId
}

/** The units whose rows this transaction shows. */
export const unitIdsVisible = (ctx: Context): Units => ctx.scope.units
