import { type RawBuilder, sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { InputOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import { addDays, isDay, startOfDay } from '#core/words/dates.ts'
import { chosenValues } from '#modules/catalogue/public.ts'
import type { countOrdersCall } from './contract.ts'

type Input = InputOf<typeof countOrdersCall>

/** The filters of the list as SQL about `orders.orders o`; each is served by an index. */
export async function orderConditions(ctx: Context, input: Input): Promise<RawBuilder<unknown>[]> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  const { status, kind, counts, channel, unit, orderedAt, region, sku, productId, customerId, number } = input
  if (status) conditions.push(sql`o.status = any(${chosenValues(status)}::text[])`)
  if (kind) conditions.push(sql`o.kind = any(${kind.split(',')}::text[])`)
  if (counts) conditions.push(sql`o.counts`)
  if (channel) conditions.push(sql`o.channel = any(${chosenValues(channel)}::text[])`)
  if (unit) conditions.push(...inUnits(ctx, unit.split(',').map(Number)))
  if (orderedAt) conditions.push(...(await daysOf(ctx, orderedAt)))
  if (region) conditions.push(sql`(${sql.join(chosenValues(region).map(inRegion), sql` or `)})`)
  if (productId) conditions.push(hasProduct(sql`any(${productId.split(',')}::uuid[])`))
  if (sku) conditions.push(hasProduct(sql`(select product_id from facts.products where sku = ${sku})`))
  if (customerId) conditions.push(ofCustomers(customerId.split(',')))
  if (number) conditions.push(startsWith(number))
  return conditions
}

/** Nothing when it is all the caller sees anyway; one unit alone as an equality, which its index serves in order. */
function inUnits(ctx: Context, units: number[]): RawBuilder<unknown>[] {
  const { units: seen } = ctx.scope
  if (seen !== 'all' && seen.every((unit) => units.includes(unit))) return []
  return [units.length === 1 ? sql`o.unit_id = ${units[0]}` : sql`o.unit_id = any(${units}::int[])`]
}

/** The days from the start of the first to the end of the last, in the company's time zone. */
async function daysOf(ctx: Context, range: string): Promise<RawBuilder<unknown>[]> {
  const zone = await readSetting(ctx, timeZone)
  const [from = '', to = from] = range.split('..')
  for (const day of [from, to]) {
    if (day !== '' && !isDay(day)) throw invalid('day_invalid', `${day} is no day.`, { field: 'orderedAt' })
  }
  return [
    ...(from ? [sql`o.ordered_at >= ${startOfDay(from, zone).toISOString()}::timestamptz`] : []),
    ...(to ? [sql`o.ordered_at < ${startOfDay(addDays(to, 1), zone).toISOString()}::timestamptz`] : []),
  ]
}

// '0' is the character after '/': everything below a region lies between the two.
const inRegion = (path: string) =>
  sql`o.region_path = ${path} or (o.region_path > ${`${path}/`} and o.region_path < ${`${path}0`})`

/** One alone as an equality, which its index serves in order. */
const ofCustomers = (ids: readonly string[]) =>
  ids.length === 1 ? sql`o.customer_id = ${ids[0]}::uuid` : sql`o.customer_id = any(${ids}::uuid[])`

const hasProduct = (productId: RawBuilder<unknown>) =>
  sql`(o.customer_id, o.order_id) in (select customer_id, order_id from orders.lines where product_id = ${productId})`

/** The last character that any text can have; what starts with a text lies between it and this. */
const LAST = '\u{10FFFF}'

const startsWith = (number: string) =>
  sql`(o.customer_id, o.order_id) in (select customer_id, order_id from orders.order_numbers
    where order_number >= ${number} and order_number < ${number + LAST})`
