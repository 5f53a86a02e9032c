import type { TestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'

interface Principal {
  permissions?: string[]
  unitIds?: number[]
  masked?: string[]
}

export interface Answer {
  status: number
  // What a test looks for in a reply is its own business.
  body: Record<string, never> & { code?: string; items?: Record<string, unknown>[]; next?: string | null }
}

export type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  given?: { query?: Record<string, string | undefined>; body?: unknown; version?: number },
) => Promise<Answer>

let made = 0

/** Asks the house as a key with these rights. */
export async function askAs({ house, app }: TestHouse, principal: Principal = {}): Promise<Ask> {
  const { permissions = ['customers.read', 'orders.profit'], unitIds = null, masked = [] } = principal
  const { key } = await house.asSystem('test', (ctx) =>
    addApiKey(ctx, { name: `key ${++made}`, permissions, unitIds, masked }),
  )
  return async (method, url, { query = {}, body, version } = {}) => {
    const asked = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
    const reply = await app.inject({
      method,
      url,
      query: asked as Record<string, string>,
      headers: { authorization: `Bearer ${key}`, ...(version !== undefined && { 'if-match': String(version) }) },
      ...(body !== undefined && { payload: body as object }),
    })
    return { status: reply.statusCode, body: reply.body === '' ? {} : reply.json() }
  }
}
