import type { WireReply } from '#core/web/wire.ts'
import type { listMessagesCall, listShopsCall } from '../contract.ts'

export type Shop = WireReply<typeof listShopsCall>['items'][number]
export type PlatformInfo = WireReply<typeof listShopsCall>['platforms'][number]
export type ShopMessage = WireReply<typeof listMessagesCall>['items'][number]

/** Trade names, the same in every language. */
export const PLATFORM_NAMES: Record<Shop['platform'], string> = {
  shopify: 'Shopify',
  woocommerce: 'WooCommerce',
  vendure: 'Vendure',
}
