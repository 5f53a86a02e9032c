import type { IncomingHttpHeaders } from 'node:http'
import type { SafeAnswer, SafeRequest } from '#core/http/safe-fetch.ts'
import type { ShopNews } from './shop-news.ts'

export const PLATFORMS = ['shopify', 'woocommerce', 'vendure'] as const
export type PlatformName = (typeof PLATFORMS)[number]

/** A shop as the house speaks to it. */
export interface ShopAccess {
  /** `https://shop.example`, without a slash at the end. */
  address: string
  /** What the platform asks for: a token, a key with its secret, a user with a password. */
  credentials: Record<string, string>
  /** Speaks to the shop, guarded; nothing else is spoken to. */
  fetch(url: string, request?: SafeRequest): Promise<SafeAnswer>
}

export const PARTS = ['products', 'customers', 'orders'] as const
export type PullPart = (typeof PARTS)[number]

/** Where a pull stands. A pull that was cut off goes on from here. */
export interface Cursor {
  part: PullPart
  /** The platform's own place within the part; null: its beginning. */
  after: string | null
  /** Only what changed since; null: everything. */
  since: string | null
}

export interface Page {
  news: ShopNews
  /** Place after this page within the part; null: the part is at its end. */
  after: string | null
}

/** A message that came by a shop's webhook. */
export interface Message {
  topic: string
  body: Record<string, unknown>
  receivedAt: Date
}

/** What the house can't read from the message itself and asks the shop for. */
export interface Wanted {
  kind: 'order' | 'refunds' | 'customer' | 'product'
  id: string
}

export interface Signed {
  headers: IncomingHttpHeaders
  /** As it came, byte by byte. */
  body: Buffer
  /** The present one, and the former one while it is good. */
  secrets: readonly string[]
  now: Date
}

/** A kind of shop. */
export interface Platform {
  /** Names of the credentials it asks for. */
  credentials: readonly string[]
  /** Whether the shop names the secret its messages are signed with; else the house makes one. */
  ownSecret: boolean
  /** The topic of a message that is really the shop's; null for any other. */
  verify(message: Signed): string | null
  /** `problem`: what it tells can't be read; the message is parked with it. */
  read(message: Message): { news: ShopNews; wants: Wanted[]; problem?: string }
  /** @throws ShopError. */
  find(access: ShopAccess, wanted: Wanted, message: Message): Promise<ShopNews>
  pull(access: ShopAccess, cursor: Cursor): Promise<Page>
  /** Whether the shop lets the house in; answers its name. @throws ShopError. */
  greet(access: ShopAccess): Promise<string>
  /** Has the shop send its messages to an address. @throws ShopError. */
  subscribe?(access: ShopAccess, hook: { url: string; secret: string | null }): Promise<void>
}

export type ShopProblem = 'shop_not_reached' | 'shop_refused_access' | 'shop_answer_unreadable' | 'shop_busy'

/** The shop doesn't answer as it should. `shop_busy` passes by itself. */
export class ShopError extends Error {
  readonly code: ShopProblem
  readonly retryAfterMs: number | null
  constructor(code: ShopProblem, retryAfterMs: number | null = null) {
    super(code)
    this.code = code
    this.retryAfterMs = retryAfterMs
  }
}
