import { createReadStream, existsSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { may } from '#core/access/actor.ts'
import { audit } from '#core/access/audit.ts'
import { AppError, forbidden, notFound } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { permissionOf } from './asked.ts'
import { findStored, isSigned } from './find-export.ts'
import { fileOf } from './write-export.ts'

const shape = z.object({
  exportId: z.uuid(),
  until: z.coerce.number().int().min(0).max(1e14),
  sign: z.string().max(100),
})

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** `GET /api/exports/{exportId}/file?until=&sign=`: the file itself, for whom the link was made and while it holds. */
export function serveExportFile(app: FastifyInstance, house: House): void {
  app.get('/api/exports/:exportId/file', { schema: { hide: true } }, async (request, reply) => {
    const actor = await house.actors.ofRequest(house, request)
    if (!actor) throw new AppError(401, 'not_signed_in', 'Sign in first.')
    const read = shape.safeParse({ ...(request.query as object), ...(request.params as object) })
    if (!read.success || !isSigned(house.secret, { ...read.data, actorId: actor.id })) throw notFound('export')
    const one = await house.transaction({ actor, requestId: request.id, address: request.ip }, async (ctx) => {
      const found = await findStored(ctx, read.data.exportId)
      if (!found || found.actorId !== actor.id || found.state !== 'done') throw notFound('export')
      if (!may(actor, permissionOf(found.kind))) throw forbidden()
      audit(ctx, 'exports.fetched', { target: found.exportId, details: { kind: found.kind, rows: Number(found.rows) } })
      return found
    })
    const path = fileOf(house, one)
    if (!existsSync(path)) throw notFound('export')
    const day = one.createdAt.toISOString().slice(0, 10)
    return reply
      .type(TYPES[one.format])
      .header('content-disposition', `attachment; filename="${one.kind}-${day}.${one.format}"`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(createReadStream(path))
  })
}
