import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { setHeaders } from './security-headers.ts'

/** The shape of every error answer (RFC 9457). `code` is stable; `requestId` finds the line in the log. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    requestId: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' })

/** The one place where errors become HTTP answers. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => answer(toAppError(error, request), request, reply))
  app.setNotFoundHandler((request, reply) =>
    answer(new AppError(404, 'no_such_address', 'There is nothing at this address.'), request, reply),
  )
}

/** Errors that the server meets before it knows a route: an address that can't be read or is too long. */
export function answerUnreadable(house: House) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    setHeaders(request, reply, house)
    answer(toAppError(error, request), request, reply)
  }
}

function answer(error: AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { retryAfter, ...details } = error.details
  if (typeof retryAfter === 'number') reply.header('retry-after', Math.ceil(retryAfter))
  return reply
    .status(error.status)
    .type('application/problem+json; charset=utf-8')
    .send({
      type: `/docs/errors#${error.code}`,
      title: error.message,
      status: error.status,
      code: error.code,
      requestId: request.id,
      ...(Object.keys(details).length > 0 && { details }),
    })
}

function toAppError(error: unknown, request: FastifyRequest): AppError {
  if (error instanceof AppError) return error
  const status = (error as FastifyError).statusCode
  const code = (error as FastifyError).code ?? ''
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new AppError(415, 'unsupported_media_type', 'Send the body as application/json.')
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AppError(413, 'body_too_large', 'The body is too large.')
  if (status !== undefined && status >= 400 && status < 500) {
    return new AppError(status, 'invalid_request', 'The request could not be read.')
  }
  return databaseRefusal(error, request) ?? bug(error, request)
}

// Guards of the database that are answers rather than bugs.
function databaseRefusal(error: unknown, request: FastifyRequest): AppError | null {
  const code = (error as { code?: string }).code
  if (code === '57014') {
    request.log.warn(
      { requestId: request.id, url: request.routeOptions.url },
      'statement cancelled after its time limit',
    )
    return new AppError(503, 'took_too_long', 'This took too long and was stopped. Narrow it down and try again.', {
      retryAfter: 5,
    })
  }
  if (code === '42501' && error instanceof Error && error.message.includes('row-level security')) {
    return new AppError(403, 'outside_your_units', 'This would put a record outside your units.')
  }
  if (code === '53100' || code === '53200') {
    return new AppError(507, 'storage_full', 'The server has no space left. Nothing was changed.')
  }
  if (code === '40001' || code === '40P01') {
    return new AppError(409, 'try_again', 'Somebody changed the same rows at the same moment. Try again.')
  }
  return null
}

function bug(error: unknown, request: FastifyRequest): AppError {
  request.log.error(
    { err: error, requestId: request.id, method: request.method, route: request.routeOptions.url },
    'bug',
  )
  return new AppError(500, 'internal_error', 'Something went wrong on our side. Nothing was changed.')
}
