import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'

export interface Unit {
  unitId: number
  parentId: number | null
  path: number[]
  kind: 'company' | 'department' | 'shop' | 'dealer'
  name: string
  externalName: string | null
  closed: boolean
  version: number
}

export const UNIT_COLUMNS = sql`unit_id as "unitId", parent_id as "parentId", path, kind, name,
  external_name as "externalName", closed_at is not null as closed, version`

/** One unit, locked for a change. @throws 404 `unit_not_found` */
export async function findUnit(ctx: Context, unitId: number): Promise<Unit> {
  const { rows } = await sql<Unit>`select ${UNIT_COLUMNS} from team.units where unit_id = ${unitId} for update`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('unit')
  return rows[0]
}
