import type { WireReply } from '#core/web/wire.ts'
import type { findProductCall } from '../product/contract.ts'

/** A product as lists and its page have it. */
export type Product = WireReply<typeof findProductCall>
