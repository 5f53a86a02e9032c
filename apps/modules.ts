import type { Room } from '#core/module.ts'
import { catalogue } from '#modules/catalogue/module.ts'
import { customers } from '#modules/customers/module.ts'
import { insight } from '#modules/insight/module.ts'
import { orders } from '#modules/orders/module.ts'
import { team } from '#modules/team/module.ts'

/** Every room of the house, lowest floor first. */
export const rooms: Room[] = [team, customers, catalogue, orders, insight]
