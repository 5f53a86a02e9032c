import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, ANONYMOUS } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { AppError } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { callDocument } from '#core/http/call-document.ts'
import type { Call, InputOf, ReplyOf } from '#core/http/contract.ts'
import { refuseCrossSite } from '#core/http/cross-site.ts'
import { inputReader } from '#core/http/serve-call.ts'

/** One request about the session itself: it needs cookies and several transactions, which a plain call doesn't have. */
export interface Exchange<C extends Call = Call> {
  house: House
  input: InputOf<C>
  request: FastifyRequest
  reply: FastifyReply
  /** Nobody on public calls. */
  actor: Actor
}

/**
 * Registers such a call. Slow password hashing happens between transactions, so that a crowd signing in does not
 * hold the connections of those at work.
 */
export function serveExchange<C extends Call>(
  app: FastifyInstance,
  house: House,
  call: C,
  handle: (exchange: Exchange<C>) => Promise<ReplyOf<C>>,
): void {
  const readInput = inputReader(call)
  app.route({
    method: call.method,
    url: call.path,
    schema: callDocument(call),
    bodyLimit: 16_384,
    validatorCompiler: () => (value) => ({ value }),
    serializerCompiler: () => (value) => JSON.stringify(value),
    preParsing: async (request) => {
      refuseCrossSite(request, house)
      request.actor = call.permission === 'public' ? ANONYMOUS : await signedIn(house, request)
    },
    handler: async (request, reply) => {
      const input = readInput(request) as InputOf<C>
      const answer = await handle({ house, input, request, reply, actor: request.actor })
      return call.reply ? reply.send(call.reply.parse(answer)) : reply.status(204).send()
    },
  })
}

async function signedIn(house: House, request: FastifyRequest): Promise<Actor> {
  const actor = await house.actors.ofRequest(house, request)
  if (!actor) throw notSignedIn()
  return actor
}

export const notSignedIn = () => new AppError(401, 'not_signed_in', 'Sign in first.')

/** A transaction about somebody's own account: sees the tables that no unit's scope shows, and is audited as theirs. */
export function asPerson<T>(
  { house, request }: Pick<Exchange, 'house' | 'request'>,
  person: { id: string; name: string },
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const actor: Actor = { kind: 'staff', id: person.id, name: person.name, language: 'en', grants: [] }
  const scope = { units: 'all' as const, masked: new Set<string>() }
  return house.transaction({ actor, scope, requestId: request.id, address: request.ip }, work)
}
