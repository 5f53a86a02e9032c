import { fillBasket } from './basket.ts'
import type { Buyer } from './buyer.ts'
import { dayText } from './day-text.ts'
import { lineNet } from './line-net.ts'
import { moneyOfCountry } from './money-of-country.ts'
import type { Line, Order } from './order.ts'
import type { Person } from './person.ts'
import { priceLines } from './price-lines.ts'
import { purchaseDays } from './purchase-times.ts'
import { Random } from './random.ts'
import { salesPlace } from './sales-places.ts'
import { secondOfDay } from './second-of-day.ts'
import type { Shop } from './shop.ts'
import { spread } from './spread.ts'

/** How often things go wrong; written to truth.json. */
export const mishaps = {
  late: 0.08,
  cancelled: 0.03,
  returned: 0.045,
  guestCheckout: 0.05,
  anonymous: 0.031,
  hugeCancelledEvery: 997,
}

const SECONDS = 86_400
const anonymousBuyer: Omit<Buyer, 'needs'> = {
  arrivesOn: 0,
  everBuys: true,
  ratePerDay: 0.02,
  regularity: 1,
  dropoutPerDay: 0,
  leavesOn: 0,
  meanBasket: 80,
  loyalty: 'switching',
  favouriteBrand: 0,
  bigPackShare: 0.2,
  business: false,
}

type Making = {
  shop: Shop
  person: Person
  buyer: Buyer
  random: Random
  orders: Order[]
  owed: Line[] /** Second of the last sale. */
  last: number
  endSecond: number
}

function newOrder(making: Making, day: number, buyer: Buyer, known: Order['known']): Order {
  const { shop, person, random, orders, endSecond } = making
  const { plan, calendar } = shop
  const sequence = orders.length
  const second = Math.max((plan.firstDay + day) * SECONDS + secondOfDay(random), making.last + random.whole(61, 900))
  making.last = second
  const money = moneyOfCountry[plan.localCurrencies ? person.country : 'CN']
  const choices = fillBasket(shop, buyer, day, random)
  const late = random.chance(mishaps.late)
  const travel = (person.country === 'CN' ? random.whole(1, 4) : random.whole(4, 12)) + (late ? random.whole(3, 9) : 0)
  const age = endSecond - second
  const { channel, shop: place } = salesPlace(person, plan.language, random)
  return {
    number: `${dayText(plan.firstDay + day).replaceAll('-', '')}${String(spread(person.index, 10_000_019)).padStart(8, '0')}${String(sequence).padStart(4, '0')}`,
    second,
    status: age < SECONDS ? 'paid' : age < travel * SECONDS ? 'shipped' : 'completed',
    currency: money.currency,
    channel,
    shop: place,
    known,
    lines: priceLines(choices, buyer, calendar.percentOff[day] ?? 0, money.perYuan, random),
    kind: 'sale',
    deliveredAt: channel === 'shop' ? second : second + travel * SECONDS + random.whole(-20_000, 20_000),
    late: late && channel !== 'shop',
    reason: '',
  }
}

/** The goods given back at the net price paid for each piece, without a discount of their own. */
function givenBack(line: Line, quantity: number): Line {
  return { ...line, quantity: -quantity, unitPriceMicro: lineNet(line) / line.quantity, discountMicro: 0 }
}

function creditNote(making: Making, order: Order, second: number, lines: Line[], reason: string): void {
  if (second >= making.endSecond) return
  making.orders.push({
    ...order,
    number: `${order.number}-R1`,
    second,
    status: 'returned',
    kind: 'credit-note',
    lines,
    reason,
  })
}

/** Sends back one line of the order: as a credit note days later, or as a negative line of the next order. */
function sendBack(making: Making, order: Order): void {
  const { random } = making
  const line = random.pick(order.lines)
  const back = givenBack(line, random.whole(1, line.quantity))
  if (random.chance(0.2)) making.owed.push(back)
  else
    creditNote(
      making,
      order,
      order.deliveredAt + random.whole(1, 15) * SECONDS,
      [back],
      random.pick(['damaged', 'wrong', 'unwanted', 'expired']),
    )
}

function callOff(making: Making, order: Order): void {
  const { random } = making
  order.reason = 'called-off'
  if (random.chance(0.75)) order.status = 'cancelled'
  else {
    const lines = order.lines.map((line) => givenBack(line, line.quantity))
    creditNote(making, order, order.second + random.whole(4, 50) * 60, lines, 'called-off')
  }
}

function orderOnce(making: Making, day: number): void {
  const { person, buyer, random, orders, owed, endSecond } = making
  const draw = random.next()
  const canBeGuest = person.email !== '' || person.phone !== ''
  const twin = person.twin !== undefined && orders.length > 0 && random.chance(0.4)
  const order = newOrder(
    making,
    day,
    buyer,
    twin ? 'twin' : canBeGuest && !person.twin && draw < mishaps.guestCheckout ? 'guest' : 'ref',
  )
  if (order.second >= endSecond || order.lines.length === 0) return
  const fate = random.next()
  const exchange = owed.pop()
  if (exchange?.product !== undefined && exchange.quantity < 0) order.lines.push(exchange)
  orders.push(order)
  if (exchange !== undefined) return
  if (fate < mishaps.cancelled) callOff(making, order)
  else if (fate < mishaps.cancelled + mishaps.returned) sendBack(making, order)
}

/** A huge order by mistake, called off minutes later by a credit note: whoever counts it makes a key customer of nobody. */
function orderByMistake(making: Making, day: number): void {
  const order = newOrder(making, day, making.buyer, 'ref')
  const line = order.lines[0]
  if (line === undefined || order.second + 3600 >= making.endSecond) return
  const pieces = 2400
  order.lines = [{ ...line, quantity: pieces, discountMicro: 0 }]
  order.reason = 'called-off'
  making.orders.push(order)
  creditNote(
    making,
    order,
    order.second + 12 * 60,
    order.lines.map((entry) => givenBack(entry, pieces)),
    'called-off',
  )
}

/** All orders of one customer until the end of the data, in time order, and what strangers bought beside them. */
export function makeOrders(shop: Shop, person: Person, buyer: Buyer): { orders: Order[]; anonymous: Order[] } {
  const anonymous: Order[] = []
  const { plan } = shop
  const making: Making = {
    shop,
    person,
    buyer,
    owed: [],
    orders: [],
    last: 0,
    random: new Random(plan.seed, 42, person.index),
    endSecond: (plan.lastDay + 1) * SECONDS,
  }
  if (!buyer.everBuys) return { orders: [], anonymous }
  const days = purchaseDays(shop.calendar, buyer, new Random(plan.seed, 41, person.index))
  const strangers = { ...making, orders: anonymous, random: new Random(plan.seed, 43, person.index) }
  days.forEach((day, position) => {
    orderOnce(making, day)
    if (position === 0 && person.index % mishaps.hugeCancelledEvery === 13) orderByMistake(making, day)
    if (!strangers.random.chance(mishaps.anonymous)) return
    const order = newOrder(strangers, day, { ...anonymousBuyer, needs: [] }, 'anonymous')
    order.number = `${order.number}A`
    if (order.second < strangers.endSecond) anonymous.push(order)
  })
  making.orders.sort((a, b) => a.second - b.second)
  return { orders: making.orders, anonymous }
}
