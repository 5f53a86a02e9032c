import { browseShop } from './browse-shop.ts'
import type { Buyer } from './buyer.ts'
import type { Interaction } from './interaction.ts'
import type { Order } from './order.ts'
import type { Person } from './person.ts'
import type { Writing } from './put-interaction.ts'
import { Random } from './random.ts'
import { secondOfDay } from './second-of-day.ts'
import { sendLetter } from './send-letter.ts'
import type { Shop } from './shop.ts'
import { tellStory } from './tell-story.ts'

const SECONDS = 86_400

// What a history of three years holds on average apart from browsing and letters, and how much of those one unit of scale adds.
const ESSENTIAL = 4.25
const PER_SCALE = 9.45

function dayIn(random: Random, since: number, months: number): number {
  const day = Math.floor((since + random.next() * months * 30.4 * SECONDS) / SECONDS)
  return day * SECONDS + secondOfDay(random)
}

/** Everything that passed between one customer and the company beside the orders, in time order. */
export function makeInteractions(
  shop: Shop,
  person: Person,
  buyer: Buyer,
  orders: readonly Order[],
  knownSince: number,
): Interaction[] {
  const { plan } = shop
  const wanted = plan.interactionsPerCustomer
  const endSecond = (plan.lastDay + 1) * SECONDS
  const random = new Random(plan.seed, 51, person.index)
  const scale = Math.max(0, wanted - ESSENTIAL) / PER_SCALE
  const writing: Writing = {
    shop,
    person,
    random,
    list: [],
    essential: Math.min(1, wanted / ESSENTIAL),
    scale,
    endSecond,
  }
  for (const order of orders) {
    tellStory(writing, order)
    const online = order.kind === 'sale' && order.channel !== 'shop' && order.channel !== 'phone'
    if (online) browseShop(writing, order, order.second - 30, random.poisson(0.42 * scale))
  }
  const months = (endSecond - knownSince) / (30.4 * SECONDS)
  const activeMonths = Math.max(0, Math.min(months, (buyer.leavesOn - buyer.arrivesOn) / 30.4))
  if (person.consentEmail || person.consentSms) {
    for (let left = random.poisson(0.1 * scale * months); left > 0; left--)
      sendLetter(writing, dayIn(random, knownSince, months))
  }
  for (let left = random.poisson(0.26 * scale * activeMonths); left > 0; left--) {
    browseShop(writing, undefined, dayIn(random, knownSince, activeMonths), 1 + random.poisson(0.8))
  }
  // What somebody looked at just before they registered belongs to them; what lies before the data does not.
  const list = writing.list.filter((entry) => entry.second >= plan.firstDay * SECONDS)
  return list.sort((a, b) => a.second - b.second)
}
