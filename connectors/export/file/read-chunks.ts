import { sql } from 'kysely'
import type { House } from '#core/house.ts'

/** The bytes of a file, piece by piece. `mayGoOn` is asked before each; false ends the stream in the middle. */
export async function* readChunks(
  house: House,
  exportId: string,
  mayGoOn: () => Promise<boolean>,
): AsyncGenerator<Buffer> {
  for (let nth = 0; ; nth++) {
    if (!(await mayGoOn())) throw new Error('the download was stopped: its maker may not see this any more')
    const bytes = await house.asSystem('export.file', async (ctx) => {
      const { rows } = await sql<{ bytes: Buffer }>`
        select bytes from export.chunks where export_id = ${exportId}::uuid and nth = ${nth}`.execute(ctx.db)
      return rows[0]?.bytes
    })
    if (!bytes) return
    yield bytes
  }
}
