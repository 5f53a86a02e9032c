import { type Buyer, makeBuyer } from './buyer.ts'
import type { Interaction } from './interaction.ts'
import { makeInteractions } from './make-interactions.ts'
import { makeOrders } from './make-orders.ts'
import type { Order } from './order.ts'
import { makePerson, type Person } from './person.ts'
import { Random } from './random.ts'
import { secondOfDay } from './second-of-day.ts'
import type { Shop } from './shop.ts'

const SECONDS = 86_400

export type Life = {
  person: Person
  buyer: Buyer
  /** Seconds on which their record, and the second record where there is one, were made. */
  knownSince: number
  twinSince: number
  orders: Order[]
  /** What unknown people bought meanwhile. */
  anonymous: Order[]
  interactions: Interaction[]
}

/** Lives one customer through from arrival to the end of the data; depends on nothing but the plan and the index. */
export function liveLife(shop: Shop, index: number, withInteractions = true): Life {
  const { plan } = shop
  const person = makePerson(plan, index)
  const buyer = makeBuyer(plan, index, person.company !== '', shop.categories, shop.weights)
  const { orders, anonymous } = makeOrders(shop, person, buyer)
  const random = new Random(plan.seed, 61, index)
  const arrival = (plan.firstDay + Math.floor(buyer.arrivesOn)) * SECONDS + secondOfDay(random)
  const first = orders[0]
  const knownSince = first === undefined ? arrival : first.second - random.whole(60, 240)
  const twinOrder = orders.find((order) => order.known === 'twin')
  const twinSince =
    twinOrder === undefined ? Math.min(arrival + 3600, knownSince + 30) : twinOrder.second - random.whole(30, 59)
  const interactions = withInteractions ? makeInteractions(shop, person, buyer, orders, knownSince) : []
  return { person, buyer, knownSince, twinSince, orders, anonymous, interactions }
}
