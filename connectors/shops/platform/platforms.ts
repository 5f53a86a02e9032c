import { shopify } from '../shopify/shopify.ts'
import { vendure } from '../vendure/vendure.ts'
import { woocommerce } from '../woocommerce/woocommerce.ts'
import type { Platform, PlatformName } from './platform.ts'

export const platforms: Record<PlatformName, Platform> = { shopify, woocommerce, vendure }
