import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { readableCustomer } from '../customer/readable-customer.ts'
import type { findPersonalLinkCall } from './contract.ts'

const MAC_BYTES = 12

/** The mark that a link to this customer carries (`?rl=…`): whoever opens it is taken for them. @throws 404. */
export async function findPersonalLink(
  ctx: Context,
  { customerId }: InputOf<typeof findPersonalLinkCall>,
): Promise<ReplyOf<typeof findPersonalLinkCall>> {
  await readableCustomer(ctx, customerId)
  const id = Buffer.from(customerId.replaceAll('-', ''), 'hex')
  return { parameter: 'rl', token: Buffer.concat([id, macOf(ctx, id)]).toString('base64url') }
}

/** Whom each of these marks names; made up and altered ones, and such of records that are gone, name nobody. */
export async function customersOfLinks(ctx: Context, tokens: readonly string[]): Promise<Map<string, string>> {
  const named = new Map(tokens.flatMap((token) => [[token, idIn(ctx, token)] as const]))
  const ids = [...new Set([...named.values()].flatMap((id) => id ?? []))]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers.customers where customer_id = any(${ids}::uuid[]) and stage <> 'anonymous'`.execute(
    ctx.db,
  )
  const there = new Set(rows.map((row) => row.id))
  return new Map([...named].flatMap(([token, id]) => (id && there.has(id) ? [[token, id] as const] : [])))
}

const macOf = (ctx: Context, id: Buffer): Buffer =>
  createHmac('sha256', `personal link ${ctx.house.secret}`).update(id).digest().subarray(0, MAC_BYTES)

function idIn(ctx: Context, token: string): string | null {
  const bytes = Buffer.from(token.slice(0, 100), 'base64url')
  if (bytes.length !== 16 + MAC_BYTES) return null
  const id = bytes.subarray(0, 16)
  if (!timingSafeEqual(bytes.subarray(16), macOf(ctx, id))) return null
  const hex = id.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
