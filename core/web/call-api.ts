import type { Call } from '#core/http/contract.ts'
import { ApiError } from './api-error.ts'
import { leaveForSignIn } from './leave-for-sign-in.ts'
import type { KeyOf, WireInput, WireReply } from './wire.ts'

export interface CallOptions {
  /** The version the person has seen; for calls marked `versioned`. */
  ifMatch?: number
  /** Makes a repetition answer like the first time; `useSend` sets it by itself. */
  idempotencyKey?: string
  signal?: AbortSignal
}

interface LooseInput {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

/**
 * Asks the server. The type of the call comes from its contract:
 * `callApi<typeof findCustomer>('GET /api/customers/:customerId', { params: { customerId } })`.
 * @throws ApiError
 */
export async function callApi<C extends Call>(
  key: KeyOf<C>,
  input: WireInput<C>,
  options: CallOptions = {},
): Promise<WireReply<C>> {
  const [method = 'GET', path = ''] = key.split(' ')
  const { params, query, body } = input as LooseInput
  const response = await send(addressOf(path, params, query), {
    method,
    headers: headersOf(body, options),
    ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    ...(options.signal && { signal: options.signal }),
  })
  if (response.status === 204) return undefined as WireReply<C>
  if (response.ok) return (await response.json()) as WireReply<C>
  throw await refusalOf(response)
}

/** The address of a call with its `:names` and query filled in; arrays repeat their key. */
export function addressOf(
  path: string,
  params: Record<string, unknown> = {},
  query: Record<string, unknown> = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null && item !== '') search.append(name, String(item))
    }
  }
  const text = search.toString()
  return text ? `${filled}?${text}` : filled
}

function headersOf(body: unknown, options: CallOptions): Record<string, string> {
  return {
    accept: 'application/json',
    ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
    ...(options.ifMatch !== undefined && { 'if-match': `"${options.ifMatch}"` }),
    ...(options.idempotencyKey && { 'idempotency-key': options.idempotencyKey }),
  }
}

async function send(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, 'no_connection', 'The server does not answer.')
  }
}

async function refusalOf(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => ({}))) as {
    code?: string
    title?: string
    details?: Record<string, unknown>
    requestId?: string
  }
  const code = problem.code ?? `http_${response.status}`
  if (response.status === 401 && code === 'not_signed_in') leaveForSignIn()
  const requestId = problem.requestId ?? response.headers.get('x-request-id') ?? ''
  return new ApiError(response.status, code, problem.title ?? response.statusText, problem.details, requestId)
}
