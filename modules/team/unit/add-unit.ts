import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { refused } from '#core/errors.ts'
import { tellDesks } from '#core/live/note.ts'
import { forgetActors } from '../access/remembered-actors.ts'
import { requireCompanyWide } from '../access/require-company-wide.ts'
import { announceNames } from './announce-names.ts'
import { findUnit, UNIT_COLUMNS, type Unit } from './find-unit.ts'
import { refuseTakenName } from './refuse-taken-name.ts'

/** One change of the tree at a time: paths depend on each other. */
export const lockTree = (ctx: Context) => sql`select pg_advisory_xact_lock(hashtext('team.units'))`.execute(ctx.db)

/** Adds a unit under another. */
export async function addUnit(
  ctx: Context,
  input: {
    parentId: number
    kind: 'department' | 'shop' | 'dealer'
    name: string
    externalName?: string | null | undefined
  },
): Promise<Unit> {
  requireCompanyWide(ctx)
  await lockTree(ctx)
  const parent = await findUnit(ctx, input.parentId)
  if (parent.closed) throw refused('unit_closed', 'The unit above is closed.')
  await refuseTakenName(ctx, input.externalName, null)
  const { rows: made } = await sql<{ unit_id: number }>`
    insert into team.units (parent_id, path, kind, name, external_name)
    values (${parent.unitId}, ${parent.path}, ${input.kind}, ${input.name}, ${input.externalName ?? null})
    returning unit_id`.execute(ctx.db)
  const { rows } = await sql<Unit>`
    update team.units set path = path || unit_id where unit_id = ${made[0]?.unit_id} returning ${UNIT_COLUMNS}`.execute(
    ctx.db,
  )
  const unit = rows[0] as Unit
  announceNames(ctx, unit, null)
  audit(ctx, 'team.unit.added', { target: String(unit.unitId), details: { after: unit } })
  tellDesks(ctx, { topic: 'unit', units: null, permission: 'signed-in', id: String(unit.unitId) })
  forgetActors(ctx.house)
  return unit
}
