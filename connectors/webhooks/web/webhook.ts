import type { WireReply } from '#core/web/wire.ts'
import type { listDeliveriesCall, listWebhooksCall } from '../contract.ts'

export type ShownWebhook = WireReply<typeof listWebhooksCall>['items'][number]
export type Delivery = WireReply<typeof listDeliveriesCall>['items'][number]
