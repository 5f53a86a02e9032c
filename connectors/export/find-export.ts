import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import type { StoredExport } from './asked.ts'
import type { findExportCall } from './contract.ts'

const LINK_MINUTES = 15

/** An export as it is stored; null when there is none. */
export async function findStored(ctx: Context, exportId: string): Promise<StoredExport | null> {
  const { rows } = await sql<StoredExport>`
    select export_id as "exportId", kind, format, asked, actor_kind as "actorKind", actor_id as "actorId",
      actor_name as "actorName", rights, task_id as "taskId", state, rows, created_at as "createdAt"
    from exports.exports where export_id = ${exportId}`.execute(ctx.db)
  return rows[0] ?? null
}

/** One of the caller's own exports. @throws 404 also for other people's. */
export async function findExport(
  ctx: Context,
  { exportId }: { exportId: string },
): Promise<ReplyOf<typeof findExportCall>> {
  const one = await findStored(ctx, exportId)
  if (!one || one.actorId !== ctx.actor.id) throw notFound('export')
  const until = ctx.now.getTime() + LINK_MINUTES * 60_000
  const sign = signOf(ctx.house.secret, exportId, ctx.actor.id, until)
  return {
    exportId,
    kind: one.kind,
    format: one.format,
    state: one.state,
    rows: Number(one.rows),
    link: one.state === 'done' ? `/api/exports/${exportId}/file?until=${until}&sign=${sign}` : null,
    createdAt: one.createdAt.toISOString(),
  }
}

const signOf = (secret: string, exportId: string, actorId: string, until: number) =>
  createHmac('sha256', secret).update(`export\n${exportId}\n${actorId}\n${until}`).digest('base64url')

/** True while a link holds, for the person it was made for. */
export function isSigned(
  secret: string,
  link: { exportId: string; actorId: string; until: number; sign: string },
): boolean {
  const right = Buffer.from(signOf(secret, link.exportId, link.actorId, link.until))
  const given = Buffer.from(link.sign)
  return link.until > Date.now() && right.length === given.length && timingSafeEqual(right, given)
}
