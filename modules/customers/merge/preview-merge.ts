import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import { readableCustomer } from '../customer/readable-customer.ts'
import type { previewMergeCall } from './contract.ts'
import { firstValues } from './keep-values.ts'
import { maskedValue } from './list-values.ts'
import { mergeRules } from './merge-settings.ts'
import { type SaidValue, survivorOf } from './survivorship.ts'

type Reply = ReplyOf<typeof previewMergeCall>

interface Value extends SaidValue {
  customerId: string
  field: string
}

/**
 * What a record would say after others were joined to it, by the rules of survivorship, and which record each value comes
 * from; nothing is written. @throws 404 `customer_not_found`; 410 `customer_merged`; 400 `merge_with_self`.
 */
export async function previewMerge(
  ctx: Context,
  { customerId, otherIds }: { customerId: string; otherIds: readonly string[] },
): Promise<Reply> {
  const ids = [customerId, ...new Set(otherIds)]
  if (otherIds.includes(customerId)) {
    throw invalid('merge_with_self', 'A record can’t be joined with itself.', { field: 'otherIds' })
  }
  for (const id of ids) await readableCustomer(ctx, id)
  const rules = await readSetting(ctx, mergeRules)
  const said = await valuesOf(ctx, ids)
  const fields = [...Map.groupBy(said, ({ field }) => field)].flatMap(([field, values]) => {
    const inMerged = values.map((value) => ({ ...value, originId: originOf(value, customerId) }))
    const standing = survivorOf(inMerged, rules.fields[field] ?? rules.rule, rules.trust)
    return standing && standing.value !== null
      ? [{ field, value: maskedValue(ctx, field, standing.value), fromId: standing.customerId }]
      : []
  })
  return {
    fields: fields.sort((a, b) => rankOf(a.field) - rankOf(b.field) || (a.field < b.field ? -1 : 1)),
    ...(await sums(ctx, ids)),
  }
}

const FIRST = ['name', 'company', 'gender', 'birthday', 'place']
/** In the order in which people read a record; fields of the company's own follow. */
const rankOf = (field: string) => (FIRST.includes(field) ? FIRST.indexOf(field) : FIRST.length)

/** As the value will stand among the values of the record that stays. */
const originOf = ({ customerId, originId }: Value, keptId: string) =>
  originId ?? (customerId === keptId ? null : customerId)

async function valuesOf(ctx: Context, ids: readonly string[]): Promise<Value[]> {
  const { rows } = await sql<Value>`
    select customer_id as "customerId", origin_id as "originId", field, source, value, said_at as "saidAt", chosen_at as "chosenAt"
    from customers.field_values where customer_id = any(${ids}::uuid[])
    union all
    select customer_id, null, field, source, value, said_at, null from (${firstValues(ids)}) first`.execute(ctx.db)
  return rows
}

async function sums(
  ctx: Context,
  ids: readonly string[],
): Promise<Pick<Reply, 'identities' | 'orders' | 'interactionsFrom'>> {
  const { rows } = await sql<{ identities: number; orders: number; from: Date }>`
    select (select count(distinct (kind, source, value_key))::int from customers.identities
        where customer_id = any(${ids}::uuid[]) and kind not in ('visitor', 'name')) as identities,
      coalesce(sum(orders_count), 0)::int as orders, min(created_at) as "from"
    from customers.customers where customer_id = any(${ids}::uuid[])`.execute(ctx.db)
  const { identities = 0, orders = 0, from = ctx.now } = rows[0] ?? {}
  return { identities, orders, interactionsFrom: from.toISOString() }
}
