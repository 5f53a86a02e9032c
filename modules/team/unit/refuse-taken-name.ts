import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { refused } from '#core/errors.ts'

/** A name of other systems points to one unit. @throws 409 `external_name_taken` */
export async function refuseTakenName(
  ctx: Context,
  name: string | null | undefined,
  unitId: number | null,
): Promise<void> {
  if (!name) return
  const { rows } = await sql<{ name: string }>`
    select name from team.units where external_name = ${name} and unit_id is distinct from ${unitId}::int`.execute(
    ctx.db,
  )
  if (rows[0]) throw refused('external_name_taken', `"${rows[0].name}" has this name in other systems already.`)
}
