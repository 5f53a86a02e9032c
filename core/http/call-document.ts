import { z } from 'zod'
import type { Call } from './contract.ts'
import { problemSchema } from './problem.ts'

/** What a bodied answer may be besides JSON. */
type MediaType = `${string}/${string}`

/** What OpenAPI says of a route that is no plain call: bytes or a stream go in or out. */
export interface RouteDocument
  extends Pick<Call, 'method' | 'path' | 'permission' | 'summary' | 'params' | 'query' | 'errors'> {
  /** Type of the body, which is bytes. */
  takes?: MediaType
  gives: { type: MediaType; schema: z.ZodType }
}

const problem = {
  description: 'Refused: `code` says why and stays the same; see /docs/errors',
  content: { 'application/problem+json': { schema: problemSchema } },
}

/** The schema of a call's route, from which OpenAPI is made; zod checks the input elsewhere. */
export function callDocument(call: Call): Record<string, unknown> {
  const headers = headersOf(call)
  const body = strictBody(call)
  return {
    ...commonOf(call),
    ...(headers && { headers }),
    ...(body && { body }),
    response: { ...(call.reply ? { [statusOf(call)]: call.reply } : { 204: z.undefined() }), ...refusals },
  }
}

/** The same for any other route, with what keeps Fastify from checking by it. */
export function routeDocument(route: RouteDocument): Record<string, unknown> {
  const { takes, gives } = route
  return {
    schema: {
      ...commonOf(route),
      ...(takes && { consumes: [takes], body: z.file() }),
      response: { 200: { description: 'Done', content: { [gives.type]: { schema: gives.schema } } }, ...refusals },
    },
    validatorCompiler: () => (value: unknown) => ({ value }),
    serializerCompiler: () => (value: unknown) => JSON.stringify(value),
  }
}

const refusals = { '4xx': problem, '5xx': problem }

const commonOf = (route: Pick<Call, 'method' | 'path' | 'permission' | 'summary' | 'params' | 'query' | 'errors'>) => ({
  operationId: operationIdOf(route),
  summary: route.summary,
  tags: [route.path.split('/')[2]],
  'x-permission': route.permission,
  'x-errors': route.errors ?? [],
  ...(route.params && { params: route.params }),
  ...(route.query && { querystring: route.query }),
})

/** `patchCustomersByCustomerId`: method and address, so that it stays as long as they do. */
function operationIdOf({ method, path }: Pick<Call, 'method' | 'path'>): string {
  const parts = path.split('/').slice(2)
  const words = parts.flatMap((part) => (part.startsWith(':') ? ['by', part.slice(1)] : part.split(/[^\w]/)))
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function headersOf({ versioned, idempotent }: Call): z.ZodObject | null {
  if (!versioned && !idempotent) return null
  return z.object({
    ...(versioned && { 'If-Match': z.string().describe('The `version` of the record that you have seen, as "3"') }),
    ...(idempotent && {
      'Idempotency-Key': z
        .string()
        .min(8)
        .max(200)
        .optional()
        .describe('A request that comes again with the same key is done once and gets the first answer'),
    }),
  })
}

/** Unknown fields of a body are refused, whatever its contract says. */
export const strictBody = ({ body }: Pick<Call, 'body'>): z.ZodType | undefined =>
  body instanceof z.ZodObject ? body.strict() : body

/** A call that makes something of lasting effect says so. */
export const statusOf = (call: Call): 200 | 201 =>
  call.method === 'POST' && (call.idempotent || call.creates) ? 201 : 200
