import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { UNIT_COLUMNS, type Unit } from './find-unit.ts'

/** The units the caller can see, parents before children; a dealer does not learn who the other dealers are. */
export async function listUnits(ctx: Context): Promise<{ items: Unit[] }> {
  const mine = ctx.scope.units === 'all' ? null : [...ctx.scope.units]
  const { rows } = await sql<Unit>`
    select ${UNIT_COLUMNS} from team.units where ${mine}::int[] is null or unit_id = any(${mine}::int[])
    order by cardinality(path), name, unit_id limit 5000`.execute(ctx.db)
  return { items: rows }
}
