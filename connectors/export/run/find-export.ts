import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import type { findExportCall } from '../contract.ts'
import { fileLink } from '../file/link.ts'
import { readExport } from './stored-export.ts'

/** One of the caller's own exports. @throws 404 `export_not_found` also for other people's. */
export async function findExport(
  ctx: Context,
  { exportId }: { exportId: string },
): Promise<ReplyOf<typeof findExportCall>> {
  const one = await readExport(ctx, exportId)
  if (!one || one.makerId !== ctx.actor.id || one.makerKind !== ctx.actor.kind) throw notFound('export')
  const { taskId, what, format, state, rows, size, sha256, createdAt } = one
  return {
    ...{ exportId, taskId, what, format, state, sha256 },
    rows: Number(rows),
    size: Number(size),
    link: state === 'done' ? fileLink(ctx.house, one, ctx.now) : null,
    createdAt: createdAt.toISOString(),
  }
}
