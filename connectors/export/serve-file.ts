import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '#core/access/actor.ts'
import { audit } from '#core/access/audit.ts'
import { AppError, forbidden, notFound } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { routeDocument } from '#core/http/call-document.ts'
import { checkLink } from './file/link.ts'
import { readChunks } from './file/read-chunks.ts'
import { covers, rightsOf, scopeOfRights } from './run/rights.ts'
import { fileNameOf, readExport, type StoredExport } from './run/stored-export.ts'

const paramsShape = z.strictObject({ exportId: z.uuid() })
const queryShape = z.strictObject({ link: z.string().min(1).max(200) })

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
/** Somebody who was disabled while they fetch a file gets nothing more after so long. */
const CHECK_EVERY_MS = 2000

const document = routeDocument({
  method: 'GET',
  path: '/api/exports/:exportId/file',
  permission: 'signed-in',
  summary: 'The file of one of my exports, CSV or XLSX, by the link that the export gives',
  params: paramsShape,
  query: queryShape,
  errors: ['export_not_found', 'export_link_expired', 'export_rights_changed', 'export_rights_lost'],
  gives: { type: 'application/octet-stream', schema: z.file() },
})

/** `GET /api/exports/{exportId}/file?link=…`: the file itself, for its maker, while the link and their rights hold. */
export function serveFile(app: FastifyInstance, house: House): void {
  app.get('/api/exports/:exportId/file', document, async (request, reply) => {
    const actor = await house.actors.ofRequest(house, request)
    if (!actor) throw new AppError(401, 'not_signed_in', 'Sign in first.')
    const { one, fileName } = await admit(house, request, actor)
    return reply
      .type(TYPES[one.format])
      .header('content-length', String(one.size))
      .header('content-disposition', `attachment; filename="${fileName}"`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(Readable.from(readChunks(house, one.exportId, stillThere(house, request, one)), { highWaterMark: 1 }))
  })
}

/** @throws 404 `export_not_found`; 403 `export_link_expired`, `export_rights_lost`, `export_rights_changed`. */
async function admit(
  house: House,
  request: FastifyRequest,
  actor: Actor,
): Promise<{ one: StoredExport; fileName: string }> {
  const params = paramsShape.safeParse(request.params)
  const query = queryShape.safeParse(request.query)
  if (!params.success || !query.success) throw notFound('export')
  const { exportId } = params.data
  const holder = { exportId, makerKind: actor.kind, makerId: actor.id }
  checkLink(house, holder, query.data.link, new Date())
  const one = await house.asSystem('export.file', (ctx) => readExport(ctx, exportId))
  if (one?.state !== 'done' || one.makerId !== actor.id || one.makerKind !== actor.kind) throw notFound('export')
  const rights = refuseChanged(one, actor)
  const act = { actor, scope: scopeOfRights(rights), requestId: request.id, address: request.ip }
  return house.transaction(act, async (ctx) => {
    audit(ctx, 'export.fetched', { target: exportId, details: { what: one.what, rows: Number(one.rows) } })
    return { one, fileName: await fileNameOf(ctx, one) }
  })
}

/** A file shows what its maker could see when it was written; who sees less now doesn't get it any more. */
function refuseChanged(one: StoredExport, actor: Actor) {
  const rights = rightsOf(actor, one.what)
  if (!rights) throw forbidden('export_rights_lost', 'You may not take this out any more.')
  if (!one.rights || !covers(rights, one.rights)) {
    throw forbidden('export_rights_changed', 'Your rights changed since this file was written. Export again.')
  }
  return rights
}

function stillThere(house: House, request: FastifyRequest, one: StoredExport): () => Promise<boolean> {
  let checkedAt = Date.now()
  return async () => {
    if (Date.now() - checkedAt < CHECK_EVERY_MS) return true
    checkedAt = Date.now()
    const actor = await house.actors.ofRequest(house, request)
    const rights = actor && rightsOf(actor, one.what)
    return Boolean(rights && one.rights && covers(rights, one.rights))
  }
}
