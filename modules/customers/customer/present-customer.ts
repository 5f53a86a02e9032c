import { createHmac } from 'node:crypto'
import type { Context } from '#core/context.ts'
import { maskEmail } from '#core/words/emails.ts'
import { maskName } from '#core/words/names.ts'
import { maskPhone } from '#core/words/phones.ts'
import { isNameField } from './name-fields.ts'

/** Classes of fields that may be shown masked. */
export const MASK_CLASSES = ['name', 'phone', 'email', 'address', 'card', 'birthday'] as const
export type MaskClass = (typeof MASK_CLASSES)[number]

const lastFour = (value: string) => (value.length > 8 ? `****${value.slice(-4)}` : '****')

const MASKS: Record<MaskClass, (value: string) => string> = {
  name: maskName,
  phone: maskPhone,
  email: maskEmail,
  address: () => '***',
  card: lastFour,
  birthday: (day) => `****${day.slice(4, 7)}-**`,
}

/** A value as this caller may see it: masked when its class is masked for them. */
export function shown<V extends string | null>(ctx: Context, of: MaskClass, value: V): V {
  if (value === null || value === '' || !ctx.scope.masked.has(of)) return value
  return MASKS[of](value) as V
}

/** The class of an identity, or null when nobody's secret. */
export function maskOfIdentity(kind: string): MaskClass | null {
  if (kind === 'email' || kind === 'card') return kind
  if (kind === 'phone' || kind === 'whatsapp') return 'phone'
  return kind === 'ref' ? null : 'name'
}

/** Names an identity without telling it. */
export function identityIdOf(ctx: Context, customerId: string, kind: string, source: string, key: string): string {
  return createHmac('sha256', ctx.house.secret)
    .update(`identity\n${customerId}\n${kind}\n${source}\n${key}`)
    .digest('base64url')
    .slice(0, 22)
}

/** Fields of a record that belong to a mask class, as rows of any list, search or export carry them. */
const FIELD_MASKS = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  birthday: 'birthday',
  address: 'address',
  postcode: 'address',
} as const satisfies Record<string, MaskClass>

/**
 * The one place where a customer's fields become what the caller may see: any row that carries them (record, list,
 * search, timeline, export) goes through here before it leaves the server.
 */
export function presentCustomer<
  Row extends { [F in keyof typeof FIELD_MASKS]?: string | null } & { custom?: Record<string, unknown> },
>(ctx: Context, row: Row): Row {
  if (ctx.scope.masked.size === 0) return row
  const masked: Record<string, unknown> = { ...row }
  for (const [field, of] of Object.entries(FIELD_MASKS)) {
    const value = masked[field]
    if (typeof value === 'string') masked[field] = shown(ctx, of, value)
  }
  if (row.custom && ctx.scope.masked.has('name')) masked.custom = withoutNames(row.custom)
  return masked as Row
}

/** Half a name is a name: nothing of it is shown. */
const withoutNames = (custom: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(custom).map(([key, value]) => [key, isNameField(key) && value ? '***' : value]))
