import { importsDesk } from '#connectors/imports/web/pages.ts'
import { segmentDesk } from '#connectors/segment/web/pages.ts'
import { shopsDesk } from '#connectors/shops/web/pages.ts'
import { webhooksDesk } from '#connectors/webhooks/web/pages.ts'
import type { DeskRoom } from '#core/web/pages.ts'
import { catalogueDesk } from '#modules/catalogue/web/pages.ts'
import { customersDesk } from '#modules/customers/web/pages.ts'
import { insightDesk } from '#modules/insight/web/pages.ts'
import { ordersDesk } from '#modules/orders/web/pages.ts'
import { teamDesk } from '#modules/team/web/pages.ts'

/** What each room brings to the desk, by hand: `import { customersDesk } from '#modules/customers/web/pages.ts'`. */
export const deskRooms: readonly DeskRoom[] = [
  insightDesk,
  customersDesk,
  catalogueDesk,
  ordersDesk,
  teamDesk,
  importsDesk,
  segmentDesk,
  shopsDesk,
  webhooksDesk,
]
