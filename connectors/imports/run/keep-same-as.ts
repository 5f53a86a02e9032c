import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** Notes which earlier run, not taken back, brought in this very file under the same source and read the same way. */
export async function keepSameAs(ctx: Context, runId: string): Promise<void> {
  await sql`
    update imports.runs r set same_as = (
      select e.run_id from imports.runs e
      where e.file_sha256 = r.file_sha256 and e.mapping = r.mapping and e.source = r.source and e.state = 'done'
      order by e.created_at limit 1)
    where run_id = ${runId}::uuid`.execute(ctx.db)
}
