import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { dateOf, EVENT_TYPES, type EventType, objectOf } from './event/read-event.ts'
import { keepBatch } from './intake/keep-batch.ts'
import { MOST_BATCH, MOST_EVENT, readBody, tooLarge } from './intake/read-body.ts'
import { type Source, sourceOfKey } from './source/source.ts'

/** Events of one batch that are taken in; the API answers 200 to larger ones and drops the rest. */
const MOST_EVENTS = 2500

/** The short paths that scripts in a browser use. */
const SHORT: Record<string, EventType> = { t: 'track', p: 'page', i: 'identify', g: 'group', a: 'alias', s: 'screen' }

/**
 * The paths of Segment's HTTP Tracking API, so that its own clients and every tool that speaks to them can send here:
 * `/v1/identify track page screen group alias batch`, the short ones, also as text/plain (which browsers send without
 * asking first), gzip declared or not. Answered 200 once the events are safely on disk.
 */
export function serveIntake(app: FastifyInstance, house: House): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BATCH + 1024 }, (_request, body, done) =>
      done(null, body),
    )
    scope.setErrorHandler((error, request, reply) => answerError(error, request, reply))
    scope.addHook('onRequest', async (request, reply) => letSitesAsk(request, reply))
    const options = { config: { mayBePacked: true }, schema: { hide: true }, bodyLimit: MOST_BATCH + 1024 } as const
    scope.options('/v1/*', options, async (_request, reply) => reply.status(204).send())
    const singles = [...EVENT_TYPES.map((type) => [type, type] as const), ...Object.entries(SHORT)]
    for (const [path, type] of singles) {
      scope.post(`/v1/${path}`, options, async (request) => takeSingle(house, request, type))
    }
    for (const path of ['batch', 'b', 'import']) {
      scope.post(`/v1/${path}`, options, async (request) => takeBatch(house, request))
    }
    // What the script on a shop's pages has to know before it begins.
    scope.get<{ Params: { key: string } }>('/v1/settings/:key', options, async (request, reply) => {
      const source = await sourceOfKey(house, request.params.key.slice(0, 100))
      if (!source)
        return reply
          .status(404)
          .send({ success: false, code: 'write_key_unknown', message: 'There is no such write key.' })
      return reply.header('cache-control', 'public, max-age=300').send({ asksConsent: source.asksConsent })
    })
    // Senders of today's libraries tell here how they are; nobody needs it, and they must not try again for ever.
    scope.post('/v1/m', options, async () => ({ success: true }))
  })
}

async function takeSingle(house: House, request: FastifyRequest, type: EventType): Promise<{ success: true }> {
  const raw = await readBody(bytesOf(request), MOST_EVENT)
  const source = await admit(house, request, raw)
  const { writeKey: _, ...event } = raw
  await keepBatch(house, source, { events: [{ ...event, type }], sentAt: dateOf(raw.sentAt), inherited: null })
  return { success: true }
}

async function takeBatch(house: House, request: FastifyRequest): Promise<{ success: true }> {
  const raw = await readBody(bytesOf(request), MOST_BATCH)
  const source = await admit(house, request, raw)
  const events = Array.isArray(raw.batch) ? raw.batch : []
  if (events.some((event) => JSON.stringify(event ?? null).length > MOST_EVENT)) throw tooLarge(MOST_EVENT)
  const context = objectOf(raw.context)
  if (events.length > 0) {
    await keepBatch(house, source, {
      events: events.slice(0, MOST_EVENTS),
      sentAt: dateOf(raw.sentAt),
      inherited: context ? { context } : null,
    })
  }
  return { success: true }
}

const bytesOf = (request: FastifyRequest): Buffer => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))

/** By Basic auth with the key as the user, or by `writeKey` in the body. */
async function admit(house: House, request: FastifyRequest, raw: Record<string, unknown>): Promise<Source> {
  const key = basicUser(request.headers.authorization) ?? (typeof raw.writeKey === 'string' ? raw.writeKey : '')
  const source = key === '' || key.length > 100 ? null : await sourceOfKey(house, key)
  if (!source) throw new AppError(401, 'write_key_unknown', 'There is no such write key.')
  const { origin } = request.headers
  if (origin && source.origins.length > 0 && !source.origins.includes(origin)) {
    throw new AppError(403, 'origin_unknown', 'This web site may not send with this write key.')
  }
  return source
}

function basicUser(header: string | undefined): string | null {
  const packed = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header ?? '')?.[1]
  return packed ? (Buffer.from(packed, 'base64').toString('utf8').split(':')[0] ?? null) : null
}

/** Pages of any site may send: the write key says whose they are, and nothing is ever told back. */
function letSitesAsk(request: FastifyRequest, reply: FastifyReply): void {
  if (!request.headers.origin) return
  reply.headers({
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'content-type, authorization',
    'access-control-allow-methods': 'GET, POST',
    'access-control-max-age': '86400',
    'cross-origin-resource-policy': 'cross-origin',
  })
}

/** In the API's own form: its clients read `success`. */
function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = error instanceof AppError ? error : null
  const isTooLarge = (error as { code?: string }).code === 'FST_ERR_CTP_BODY_TOO_LARGE'
  if (!known && !isTooLarge) request.log.error({ err: error }, 'an event could not be taken in')
  const status = isTooLarge ? 400 : (known?.status ?? 500)
  const retryAfter = known?.details.retryAfter
  if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter))
  const message = isTooLarge ? 'The body is too large.' : (known?.message ?? 'Something went wrong here; try again.')
  return reply
    .status(status)
    .send({ success: false, code: known?.code ?? (isTooLarge ? 'body_too_large' : 'internal_error'), message })
}
