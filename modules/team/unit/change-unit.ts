import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { refused, stale } from '#core/errors.ts'
import type { InputOf } from '#core/http/contract.ts'
import { tellDesks } from '#core/live/note.ts'
import { forgetActors } from '../access/remembered-actors.ts'
import { requireCompanyWide } from '../access/require-company-wide.ts'
import { lockTree } from './add-unit.ts'
import { announceNames } from './announce-names.ts'
import type { changeUnitCall } from './contract.ts'
import { findUnit, UNIT_COLUMNS, type Unit } from './find-unit.ts'
import { refuseTakenName } from './refuse-taken-name.ts'

/**
 * Renames, moves, closes or reopens a unit; everything below moves along. People see the new tree with their next
 * request. @throws 409 when the tree would break, 412 when somebody was faster.
 */
export async function changeUnit(ctx: Context, input: InputOf<typeof changeUnitCall>): Promise<Unit> {
  requireCompanyWide(ctx)
  await lockTree(ctx)
  const before = await findUnit(ctx, input.unitId)
  if (before.version !== input.ifMatch) throw stale(before.version)
  if (before.kind === 'company' && (input.kind || input.parentId || input.closed)) {
    throw refused('unit_is_company', 'The company itself can only be renamed.')
  }
  await refuseTakenName(ctx, input.externalName, before.unitId)
  if (input.parentId !== undefined && input.parentId !== before.parentId) await move(ctx, before, input.parentId)
  if (input.closed === true) await refuseOpenChildren(ctx, before.unitId)
  const { name, kind, closed, externalName = before.externalName } = input
  const { rows } = await sql<Unit>`
    update team.units set name = coalesce(${name ?? null}, name), kind = coalesce(${kind ?? null}, kind),
      external_name = ${externalName}, version = version + 1,
      closed_at = case when ${closed ?? null}::boolean is null then closed_at when ${closed ?? null} then coalesce(closed_at, now()) end
    where unit_id = ${before.unitId} returning ${UNIT_COLUMNS}`.execute(ctx.db)
  const after = rows[0] as Unit
  audit(ctx, 'team.unit.changed', { target: String(after.unitId), details: { before, after } })
  announceNames(ctx, after, before)
  tellDesks(ctx, { topic: 'unit', units: null, permission: 'signed-in', id: String(after.unitId) })
  forgetActors(ctx.house)
  return after
}

async function move(ctx: Context, unit: Unit, parentId: number): Promise<void> {
  const parent = await findUnit(ctx, parentId)
  if (parent.closed) throw refused('unit_closed', 'The unit above is closed.')
  if (parent.path.includes(unit.unitId)) throw refused('unit_inside_itself', 'A unit cannot stand below itself.')
  await sql`update team.units set parent_id = ${parentId} where unit_id = ${unit.unitId}`.execute(ctx.db)
  await sql`
    update team.units set path = ${parent.path}::int[] || path[${unit.path.length}:]
    where path @> ${[unit.unitId]}::int[]`.execute(ctx.db)
}

async function refuseOpenChildren(ctx: Context, unitId: number): Promise<void> {
  const { rows } = await sql`
    select 1 from team.units where parent_id = ${unitId} and closed_at is null limit 1`.execute(ctx.db)
  if (rows.length > 0) throw refused('unit_has_children', 'Close or move the units below first.')
}
