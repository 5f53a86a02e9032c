import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Actor, ANONYMOUS, may, type Scope } from '#core/access/actor.ts'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { AppError, forbidden, invalid } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import type { ServedCall } from '#core/module.ts'
import { callDocument, statusOf, strictBody } from './call-document.ts'
import type { Call } from './contract.ts'
import { refuseCrossSite } from './cross-site.ts'
import { hopsOf } from './hops.ts'
import { answerOnce } from './idempotency.ts'
import { plainIssues } from './plain-issues.ts'
import { addressName, spend } from './request-limits.ts'

const EVERYTHING: Scope = { units: 'all', masked: new Set() }

/** Registers one call: who asks, may they, is the input right, one transaction, the answer. */
export function serveCall(app: FastifyInstance, house: House, served: ServedCall): void {
  const { call, handle } = served
  const readInput = inputReader(call)
  app.route({
    method: call.method,
    url: call.path,
    schema: callDocument(call),
    ...(call.bodyLimit && { bodyLimit: call.bodyLimit }),
    // Zod checks the input; Fastify only documents it.
    validatorCompiler: () => (value) => ({ value }),
    serializerCompiler: () => (value) => JSON.stringify(value, bigintAsText),
    preParsing: async (request) => {
      // Before the body is read: strangers don't get to make us parse a megabyte.
      refuseCrossSite(request, house)
      const { limits } = house
      if (limits) await spend(house, addressName(request.ip), { cost: 1, most: limits.address })
      request.actor = await admit(house, request, call)
      const { kind, id } = request.actor
      if (limits && kind !== 'anonymous') {
        await spend(house, `${kind}:${id}`, { cost: call.cost ?? 1, most: limits.person })
      }
    },
    handler: async (request, reply) => {
      const input = readInput(request)
      const options = {
        actor: request.actor,
        permission: call.permission,
        requestId: request.id,
        address: request.ip,
        hops: hopsOf(request),
        readOnlyForCaller: call.method === 'GET',
        ...(call.timeout && { timeout: call.timeout }),
        ...(call.permission === 'public' && { scope: EVERYTHING }),
      }
      const answer = await house.transaction(options, async (ctx) => {
        const work = () => answerCall(ctx, call, handle as Handle, input)
        return call.idempotent ? answerOnce(ctx, request, work) : work()
      })
      return send(call, reply, answer)
    },
  })
}

type Handle = (ctx: Context, input: unknown) => Promise<unknown>

async function answerCall(ctx: Context, call: Call, handle: Handle, input: unknown): Promise<unknown> {
  const result = await handle(ctx, input)
  if (call.personal) audit(ctx, `read ${call.method} ${call.path}`, targetOf(input))
  return call.reply ? call.reply.parse(result) : undefined
}

function targetOf(input: unknown): { customerId?: string; details: Record<string, unknown> } {
  const { customerId, ...details } = input as Record<string, unknown>
  return { ...(typeof customerId === 'string' && { customerId }), details }
}

async function admit(house: House, request: FastifyRequest, call: Call): Promise<Actor> {
  if (call.permission === 'public') return ANONYMOUS
  const actor = await house.actors.ofRequest(house, request)
  if (!actor) throw new AppError(401, 'not_signed_in', 'Sign in first.')
  if (call.permission !== 'signed-in' && !may(actor, call.permission)) throw forbidden()
  return actor
}

/** How to read a call's params, query and body into one checked object. */
export function inputReader(call: Call): (request: FastifyRequest) => unknown {
  const params = call.params?.strict()
  const query = call.query?.strict()
  const body = strictBody(call)
  return (request) => {
    const read = {
      ...(body && (check(body, request.body ?? {}, 'body') as object)),
      ...(query && (check(query, request.query, 'query') as object)),
      ...(params && (check(params, request.params, 'path') as object)),
    }
    return call.versioned ? { ...read, ifMatch: ifMatch(request) } : read
  }
}

/** @throws invalid `invalid_input` with every field that is wrong and why. */
function check(schema: z.ZodType, value: unknown, part: string): unknown {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const fields = plainIssues(result.error.issues)
    .slice(0, 20)
    .map(({ field, reason }) => ({ field, reason: reason.slice(0, 300) }))
  const first = fields[0]
  throw invalid('invalid_input', `${first?.field || part}: ${first?.reason}`, { part, field: first?.field, fields })
}

function ifMatch(request: FastifyRequest): number {
  const header = request.headers['if-match']
  const version = Number(header?.replace(/^W\//, '').replaceAll('"', ''))
  if (header === undefined || !Number.isSafeInteger(version)) {
    throw new AppError(428, 'precondition_required', 'Send If-Match with the version you have seen.')
  }
  return version
}

function send(call: Call, reply: FastifyReply, answer: unknown): FastifyReply {
  if (!call.reply) return reply.status(204).send()
  const version = (answer as { version?: unknown } | null)?.version
  if (typeof version === 'number') reply.header('etag', `"${version}"`)
  return reply.status(statusOf(call)).send(answer)
}

const bigintAsText = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
}
