import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { AppError } from '#core/errors.ts'
import { type Destination, findDestination, notAllowed, type Outward } from './outward.ts'
import { readAnswerBody } from './read-answer-body.ts'

export interface SafeRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  headers?: Record<string, string>
  body?: string | Buffer
  /** Milliseconds for everything together: names, redirects, the body. 8,000 unless said otherwise. */
  timeoutMs?: number
  /** Bytes the answer's body may have, packed or unpacked. 1 MiB unless said otherwise. */
  mostBytes?: number
  /** How many redirects a GET follows, 3 at most; with 0 (the default) a redirect is the answer. */
  redirects?: number
  signal?: AbortSignal
}

export interface SafeAnswer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

const TIME_OUT_MS = 8000
const CHECK_MS = 3000
const MOST_BYTES = 1_048_576
const MOST_REDIRECTS = 3

/**
 * The one way the house speaks outward over HTTP. Names are resolved and checked, and the connection is made to what was
 * checked, so that a name which leads elsewhere a moment later gains nothing; each redirect is checked like the first.
 * @throws 400 `address_not_allowed`; 502 `no_answer`, `answer_too_large`, `too_many_redirects`; 504 `answer_too_slow`.
 */
export async function safeFetch(outward: Outward, url: string, request: SafeRequest = {}): Promise<SafeAnswer> {
  const late = AbortSignal.timeout(request.timeoutMs ?? TIME_OUT_MS)
  const signal = request.signal ? AbortSignal.any([late, request.signal]) : late
  try {
    return await follow(outward, url, { ...request, signal })
  } catch (error) {
    if (late.aborted) throw new AppError(504, 'answer_too_slow', 'The other side took too long.')
    if (error instanceof AppError) throw error
    throw new AppError(502, 'no_answer', 'The other side did not answer.')
  }
}

/** The same check where an address is saved. @throws 400 `address_not_allowed`. */
export async function checkAddress(outward: Outward, url: string): Promise<void> {
  const signal = AbortSignal.timeout(CHECK_MS)
  await untilAborted(findDestination(outward, url), signal).catch(() => {
    throw notAllowed()
  })
}

type Limited = SafeRequest & { signal: AbortSignal }

async function follow(outward: Outward, address: string, request: Limited): Promise<SafeAnswer> {
  const isGet = (request.method ?? 'GET') === 'GET'
  const most = isGet ? Math.min(request.redirects ?? 0, MOST_REDIRECTS) : 0
  let { headers = {} } = request
  let next = address
  for (let hop = 0; ; hop++) {
    const destination = await untilAborted(findDestination(outward, next), request.signal)
    const answer = await sendOnce(destination, { ...request, headers })
    const { location } = answer.headers
    if (most === 0 || !isRedirect(answer.status) || location === undefined) return answer
    if (hop === most)
      throw new AppError(502, 'too_many_redirects', 'The other side sends from one address to the next.')
    if (!URL.canParse(location, destination.url)) throw notAllowed()
    const to = new URL(location, destination.url)
    // What was meant for one host (a key, a signature) is not told to another.
    if (to.origin !== destination.url.origin) headers = {}
    next = to.href
  }
}

const isRedirect = (status: number) => [301, 302, 303, 307, 308].includes(status)

async function sendOnce({ url, addresses }: Destination, request: Limited): Promise<SafeAnswer> {
  // Loaded with the first call outward: most commands make none.
  const { Agent, request: send } = await import('undici')
  const agent = new Agent({ connect: { lookup: only(addresses) }, connections: 1, pipelining: 1, allowH2: false })
  const { method = 'GET', body = null, signal, mostBytes = MOST_BYTES } = request
  try {
    const answer = await send(url, {
      dispatcher: agent,
      method,
      headers: { 'user-agent': 'Rapport', 'accept-encoding': 'identity', ...request.headers },
      body,
      signal,
    })
    const headers = Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
    )
    return { status: answer.statusCode, headers, body: await readAnswerBody(answer.body, headers, mostBytes) }
  } finally {
    // Also a body that was not read to its end goes with its connection.
    await agent.destroy()
  }
}

/** A resolver for one connection that knows nothing but what was checked. */
function only(addresses: LookupAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses
    if (options.all) callback(null, addresses)
    else callback(null, first?.address ?? '', first?.family)
  }
}

/** Names are resolved by the system, which can't be told to stop: it is waited for no longer than the signal allows. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const stop = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
