import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { forbidden, notFound } from '#core/errors.ts'
import { tellChanged } from '../customer/tell-changed.ts'
import { touchCustomer } from '../customer/touch-customer.ts'
import { visibleCustomer } from '../customer/visible-customer.ts'
import { refreshSearch } from '../search/refresh-search.ts'
import { foldValues } from './fold-values.ts'
import { keepFirstValues } from './keep-values.ts'
import { classOfField } from './list-values.ts'

/**
 * Lets one of the values that sources gave stand, until a person chooses another or writes a new one.
 * @throws 404 `value_not_found`; 403 `field_masked`.
 */
export async function chooseValue(
  ctx: Context,
  {
    customerId,
    field,
    source,
    originId,
  }: { customerId: string; field: string; source: string; originId: string | null },
): Promise<{ field: string; value: unknown }> {
  const { unitIds } = await visibleCustomer(ctx, customerId)
  await keepFirstValues(ctx, [customerId])
  const { rows } = await sql<{ value_id: string; value: unknown }>`
    select value_id, value from customers.field_values
    where customer_id = ${customerId}::uuid and field = ${field} and source = ${source}
      and origin_id is not distinct from ${originId}::uuid`.execute(ctx.db)
  const chosen = rows[0]
  if (!chosen) throw notFound('value')
  const of = classOfField(field)
  if (of && ctx.scope.masked.has(of)) throw forbidden('field_masked', 'You see this field masked.')
  await sql`
    update customers.field_values set
      chosen_at = case when value_id = ${chosen.value_id}::uuid then ${ctx.now}::timestamptz end,
      chosen_by = case when value_id = ${chosen.value_id}::uuid then ${`${ctx.actor.kind}:${ctx.actor.id}`} end
    where customer_id = ${customerId}::uuid and field = ${field}`.execute(ctx.db)
  await foldValues(ctx, [customerId])
  await touchCustomer(ctx, customerId)
  await refreshSearch(ctx, [customerId])
  audit(ctx, 'customers.value.chosen', { customerId, details: { field } })
  tellChanged(ctx, customerId, [field], unitIds)
  return { field, value: chosen.value }
}
