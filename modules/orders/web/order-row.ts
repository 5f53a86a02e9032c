import type { WireReply } from '#core/web/wire.ts'
import type { findOrderCall, listOrdersCall } from '../order/contract.ts'

/** An order as lists have it. */
export type OrderRow = WireReply<typeof listOrdersCall>['items'][number]

/** An order as its page has it. */
export type WholeOrder = WireReply<typeof findOrderCall>
