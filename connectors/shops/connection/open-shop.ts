import { sql } from 'kysely'
import { unseal } from '#core/access/seal.ts'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { safeFetch } from '#core/http/safe-fetch.ts'
import type { PlatformName, ShopAccess } from '../platform/platform.ts'

/** A connected shop, opened: what it is spoken to with and what its messages are signed with. */
export interface OpenShop {
  connectionId: number
  platform: PlatformName
  source: string
  unitId: number
  hookKey: string
  isDisabled: boolean
  access: ShopAccess
  /** The present secret, and the former one while it is good. */
  secrets: string[]
}

interface Row {
  connection_id: number
  platform: PlatformName
  source: string
  unit_id: number
  address: string
  hook_key: string
  access: Buffer
  secret: Buffer | null
  former_secret: Buffer | null
  former_until: Date | null
  disabled_at: Date | null
}

/** To whom a sealed text of a connection belongs: moved to another row it doesn't open. */
export const sealedFor = (hookKey: string) => `shop ${hookKey}`

/** A connected shop by its id, or by the key in the address its messages come to. */
export async function openShop(
  ctx: Context,
  by: { connectionId: number } | { hookKey: string },
): Promise<OpenShop | null> {
  const where = 'hookKey' in by ? sql`hook_key = ${by.hookKey}` : sql`connection_id = ${by.connectionId}`
  const { rows } = await sql<Row>`select * from shops.connections where ${where}`.execute(ctx.db)
  return rows[0] ? opened(ctx.house, rows[0], ctx.now) : null
}

function opened(house: House, row: Row, now: Date): OpenShop {
  const open = (sealed: Buffer) => unseal(house.secret, sealedFor(row.hook_key), sealed)
  const isFormerGood = row.former_until !== null && row.former_until > now
  return {
    connectionId: row.connection_id,
    platform: row.platform,
    source: row.source,
    unitId: row.unit_id,
    hookKey: row.hook_key,
    isDisabled: row.disabled_at !== null,
    access: {
      address: row.address,
      credentials: JSON.parse(open(row.access)) as Record<string, string>,
      fetch: (url, request) => safeFetch(house.outward, url, request),
    },
    secrets: [row.secret, isFormerGood ? row.former_secret : null].flatMap((sealed) => (sealed ? [open(sealed)] : [])),
  }
}

/** Where a shop sends its messages. */
export const hookUrlOf = (house: House, hookKey: string): string =>
  new URL(`/hooks/shops/${hookKey}`, house.publicUrl).href
