import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Actor, may } from '#core/access/actor.ts'
import { audit } from '#core/access/audit.ts'
import { AppError, forbidden, invalid } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { routeDocument } from '#core/http/call-document.ts'
import { refuseCrossSite } from '#core/http/cross-site.ts'
import { runReply } from './contract.ts'
import { errorFilePart } from './run/error-file.ts'
import { getRun, mayReadFile } from './run/get-run.ts'
import { keepUpload } from './run/keep-upload.ts'
import { showRun } from './run/run-reply.ts'

/** Bytes of one part of an upload. */
const PART = 8 * 2 ** 20

const paramsSchema = z.object({ runId: z.uuid() })
const querySchema = z.strictObject({ at: z.coerce.number().int().min(0), of: z.coerce.number().int().min(1) })

const partDocument = routeDocument({
  method: 'PUT',
  path: '/api/imports/:runId/file',
  permission: 'imports.run',
  summary: 'Send a part of the file, at most 8 MiB: `at` is its place in the file, `of` the size of the whole file',
  params: paramsSchema,
  query: querySchema,
  errors: ['import_not_found', 'import_started', 'upload_too_large', 'upload_out_of_step'],
  takes: 'application/octet-stream',
  gives: { type: 'application/json', schema: runReply },
})
const errorsDocument = routeDocument({
  method: 'GET',
  path: '/api/imports/:runId/errors.csv',
  permission: 'imports.run',
  summary: 'The refused rows of an import with their reasons, to be corrected and imported',
  params: paramsSchema,
  errors: ['import_not_found', 'field_masked'],
  gives: { type: 'text/csv', schema: z.string() },
})

/**
 * `PUT /api/imports/{runId}/file?at=&of=` takes a part of a file as application/octet-stream, and
 * `GET /api/imports/{runId}/errors.csv` gives the refused rows. Both are no plain calls: bytes in, a stream out.
 */
export function serveFiles(app: FastifyInstance, house: House): void {
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: PART },
      (_request, body, done) => done(null, body),
    )
    scope.put(
      '/api/imports/:runId/file',
      { ...partDocument, bodyLimit: PART, preParsing: async (request) => admit(house, request) },
      async (request) => {
        const { runId } = read(paramsSchema, request.params)
        const { at, of } = read(querySchema, request.query)
        if (!Buffer.isBuffer(request.body))
          throw new AppError(415, 'unsupported_media_type', 'Send the part as application/octet-stream.')
        return showRun(await keepUpload(house, request.actor, { runId, at, of, bytes: request.body }))
      },
    )
    scope.get('/api/imports/:runId/errors.csv', errorsDocument, async (request, reply) => {
      await admit(house, request)
      const { runId } = read(paramsSchema, request.params)
      const act = { actor: request.actor, permission: 'imports.run', requestId: request.id, address: request.ip }
      await house.transaction(act, async (ctx) => {
        mayReadFile(ctx, await getRun(ctx, runId))
        audit(ctx, 'read GET /api/imports/:runId/errors.csv', { target: runId })
      })
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="refused-${runId}.csv"`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(Readable.from(errorFile(house, request.actor, runId)))
    })
  })
}

async function* errorFile(house: House, actor: Actor, runId: string): AsyncGenerator<string> {
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after
    const part = await house.transaction({ actor, permission: 'imports.run' }, (ctx) => errorFilePart(ctx, runId, from))
    if (part.text !== '') yield part.text
    after = part.last
  }
}

async function admit(house: House, request: FastifyRequest): Promise<undefined> {
  refuseCrossSite(request, house)
  const actor = await house.actors.ofRequest(house, request)
  if (!actor) throw new AppError(401, 'not_signed_in', 'Sign in first.')
  if (!may(actor, 'imports.run')) throw forbidden()
  request.actor = actor
}

function read<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw invalid('invalid_input', `${issue?.path.join('.')}: ${issue?.message}`, { field: issue?.path.join('.') })
}
