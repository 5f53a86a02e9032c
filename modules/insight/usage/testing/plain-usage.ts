import type { UsageRule } from '../usage-rule.ts'
import type { OrderLine, PlainOrder } from './add-orders.ts'

export interface PlainRow {
  customerId: string
  category: string
  quantity: number
  purchases: number
  branded: number
  revenue: number
  topBrand: string | null
  usage: string
  loyalty: string
}

const DAY = 86_400_000
const ZONE = 8 * 3_600_000

/** Usage and loyalty by looking at each customer and category in turn: what the SQL must agree with. */
export function plainUsage(orders: readonly PlainOrder[], asOf: string, rule: UsageRule): PlainRow[] {
  const end = Date.parse(`${asOf}T00:00:00Z`) - ZONE + DAY
  const counted = orders.filter(({ at, cancelled, anonymous }) => {
    const moment = Date.parse(at)
    return !cancelled && !anonymous && moment < end && moment >= end - rule.days * DAY
  })
  const categories = new Set(counted.flatMap(({ lines }) => lines.flatMap(({ category }) => levelsOf(category))))
  return [...categories].flatMap((category) => {
    const customers = [...new Set(counted.map(({ customerId }) => customerId))]
    const rows = customers.flatMap(
      (id) =>
        rowOf(
          counted.filter(({ customerId }) => customerId === id),
          category,
          rule,
        ) ?? [],
    )
    return rows.map((row) => ({
      ...row,
      usage: usageOf(
        row.quantity,
        rows.map(({ quantity }) => quantity),
        rule,
      ),
    }))
  })
}

const levelsOf = (path: string | null): string[] =>
  path === null ? [] : path.split('/').map((_, index, steps) => steps.slice(0, index + 1).join('/'))

function rowOf(orders: readonly PlainOrder[], category: string, rule: UsageRule): PlainRow | null {
  const within = (line: OrderLine) => levelsOf(line.category).includes(category)
  const linesOf = (order: PlainOrder) => order.lines.filter(within)
  const all = orders.flatMap(linesOf)
  const quantity = sum(all.map((line) => line.quantity))
  if (quantity <= 0) return null
  const rated = orders.filter(({ currency = 'CNY' }) => currency === 'CNY').flatMap(linesOf)
  const choices = [...new Set(all.map(({ brand }) => brand))].map((brand) => ({
    brand,
    quantity: sum(all.filter((line) => line.brand === brand).map((line) => line.quantity)),
    times: orders.filter(
      (order) => order.kind === 'sale' && linesOf(order).some((line) => line.brand === brand && line.quantity > 0),
    ).length,
  }))
  const kept = choices.filter((choice) => choice.quantity > 0)
  const known = kept.filter(({ brand, times }) => brand !== null && times > 0)
  const top = known.toSorted(
    (a, b) => b.times - a.times || b.quantity - a.quantity || ((a.brand ?? '') < (b.brand ?? '') ? -1 : 1),
  )[0]
  return {
    customerId: orders[0]?.customerId ?? '',
    category,
    quantity,
    purchases: sum(kept.map(({ times }) => times)),
    branded: sum(known.map(({ times }) => times)),
    revenue: sum(rated.map((line) => line.revenue)),
    topBrand: top?.brand ?? null,
    usage: '',
    loyalty: loyaltyOf(known, rule),
  }
}

function loyaltyOf(known: readonly { brand: string | null; times: number }[], { loyalty }: UsageRule): string {
  const all = sum(known.map(({ times }) => times))
  if (all < loyalty.leastPurchases) return 'unknown'
  const isStore = ({ brand }: { brand: string | null }) => loyalty.storeBrands.includes(brand ?? '')
  const enough = (times: number) => times / all >= loyalty.share / 100 - 1e-12
  if (enough(sum(known.filter(isStore).map(({ times }) => times)))) return 'store_brand'
  return known.some((choice) => !isStore(choice) && enough(choice.times)) ? 'brand_loyal' : 'switching'
}

/** Everybody laid end to end, most first, equals as one piece: where the middle of the piece lies. */
function usageOf(quantity: number, everybody: readonly number[], { usage }: UsageRule): string {
  const weigh = (given: readonly number[]) => (usage.by === 'volume' ? sum(given) : given.length)
  const before = weigh(everybody.filter((other) => other > quantity))
  const middle = (before + weigh(everybody.filter((other) => other === quantity)) / 2) / weigh(everybody)
  if (middle * 100 < usage.heavy - 1e-9) return 'heavy'
  return middle * 100 < usage.medium - 1e-9 ? 'medium' : 'light'
}

const sum = (figures: readonly number[]) => figures.reduce((a, b) => a + b, 0)
