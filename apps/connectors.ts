import { exportRoom } from '#connectors/export/connector.ts'
import { imports } from '#connectors/imports/connector.ts'
import { segment } from '#connectors/segment/connector.ts'
import { shops } from '#connectors/shops/connector.ts'
import { webhooks } from '#connectors/webhooks/connector.ts'
import type { Room } from '#core/module.ts'

/** Every connector to the outside. */
export const connectors: Room[] = [imports, exportRoom, segment, shops, webhooks]
