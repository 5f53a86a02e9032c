import { sql } from 'kysely'
import { type Actor, type Scope, systemActor } from '#core/access/actor.ts'
import { audit } from '#core/access/audit.ts'
import type { House } from '#core/house.ts'
import { finishTask } from '#core/jobs/task.ts'
import { fileLink } from '../file/link.ts'
import type { Rights } from './rights.ts'
import type { StoredExport } from './stored-export.ts'

export type End =
  | { state: 'done'; rows: number; size: bigint; sha256: string; rights: Rights }
  | { state: 'cancelled' }
  | { state: 'failed'; code: string }

const EVERYTHING: Scope = { units: 'all', masked: new Set() }

/** Ends an export: what came of it, in the log under its maker's name, and in their tray. Half a file isn't kept. */
export async function endExport(
  house: House,
  one: StoredExport,
  { worker, maker, end }: { worker: string; maker: Actor | null; end: End },
): Promise<void> {
  const actor = maker ?? makerOf(one)
  const made = end.state === 'done' ? end : { rows: 0, size: 0n, sha256: null, rights: null }
  const isMine = await house.transaction({ actor, scope: EVERYTHING }, async (ctx) => {
    const { rows } = await sql`
      update export.exports set state = ${end.state}, rows = ${made.rows}, size = ${made.size}, sha256 = ${made.sha256},
        rights = ${made.rights && JSON.stringify(made.rights)}::jsonb, worker = null, finished_at = ${ctx.now}
      where export_id = ${one.exportId}::uuid and worker = ${worker}::uuid returning 1`.execute(ctx.db)
    if (rows.length === 0) return false
    if (end.state !== 'done')
      await sql`delete from export.chunks where export_id = ${one.exportId}::uuid`.execute(ctx.db)
    audit(ctx, `export.${end.state}`, { target: one.exportId, details: detailsOf(one, end) })
    return true
  })
  if (!isMine) return
  const shown = { to: fileLink(house, one, new Date()), renew: `/api/exports/${one.exportId}` }
  await finishTask(house, one.taskId, {
    state: end.state,
    ...(end.state === 'done' && { done: end.rows, result: { ...shown, rows: end.rows, sha256: end.sha256 } }),
    ...(end.state === 'failed' && { error: end.code }),
  })
}

/** The maker by their name, though they may be gone. */
const makerOf = (one: StoredExport): Actor => ({ ...systemActor(one.makerName), kind: one.makerKind, id: one.makerId })

function detailsOf({ what, format, wish }: StoredExport, end: End): Record<string, unknown> {
  const said = { what, format, ...wish }
  if (end.state === 'failed') return { ...said, code: end.code }
  if (end.state === 'cancelled') return said
  const { units, masked } = end.rights
  return { ...said, rows: end.rows, size: Number(end.size), sha256: end.sha256, units, masked }
}
