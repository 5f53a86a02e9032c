import { AppError } from '#core/errors.ts'
import type { SafeAnswer, SafeRequest } from '#core/http/safe-fetch.ts'
import { type ShopAccess, ShopError } from './platform.ts'

const MOST_BYTES = 16 * 1024 * 1024
const TIME_OUT_MS = 30_000

/** Asks a shop for JSON. @throws ShopError. */
export async function askShop(access: ShopAccess, url: string, request: SafeRequest = {}): Promise<ShopAnswer> {
  const answer = await access
    .fetch(url, { mostBytes: MOST_BYTES, timeoutMs: TIME_OUT_MS, ...request })
    .catch((error: unknown) => {
      if (error instanceof AppError) throw new ShopError('shop_not_reached')
      throw error
    })
  if (answer.status === 401 || answer.status === 403) throw new ShopError('shop_refused_access')
  if (answer.status === 429 || answer.status >= 500) throw new ShopError('shop_busy', waitOf(answer))
  if (answer.status !== 200 && answer.status !== 201) throw new ShopError('shop_answer_unreadable')
  try {
    return { headers: answer.headers, body: JSON.parse(answer.body.toString('utf8')) as unknown }
  } catch {
    throw new ShopError('shop_answer_unreadable')
  }
}

export interface ShopAnswer {
  headers: Record<string, string>
  body: unknown
}

/** Asks a shop's GraphQL. What it answers beside errors is no answer. @throws ShopError. */
export async function askGraphql(
  access: ShopAccess,
  url: string,
  { query, variables, headers }: { query: string; variables?: object; headers?: Record<string, string> },
): Promise<{ data: Record<string, unknown>; headers: Record<string, string> }> {
  const { body, headers: given } = await askShop(access, url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = body as { data?: Record<string, unknown>; errors?: { extensions?: { code?: string } }[] }
  const codes = (errors ?? []).map((error) => error.extensions?.code ?? '')
  if (codes.some((code) => code === 'THROTTLED')) throw new ShopError('shop_busy', 2000)
  if (codes.some((code) => /FORBIDDEN|UNAUTHENTICATED|ACCESS_DENIED/.test(code))) {
    throw new ShopError('shop_refused_access')
  }
  if (!data || codes.length > 0) throw new ShopError('shop_answer_unreadable')
  return { data, headers: given }
}

function waitOf({ headers }: SafeAnswer): number | null {
  const seconds = Number(headers['retry-after'])
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) * 1000 : null
}
