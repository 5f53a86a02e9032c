import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import { type MaskClass, shown } from '../customer/present-customer.ts'
import { readableCustomer } from '../customer/readable-customer.ts'
import type { listValuesCall } from './contract.ts'
import { firstValues } from './keep-values.ts'
import { mergeRules } from './merge-settings.ts'
import { confidenceOf, type SaidValue, survivorOf } from './survivorship.ts'

interface Row extends SaidValue {
  field: string
  saidBy: string | null
}

type Reply = ReplyOf<typeof listValuesCall>

/** Where each value of a record comes from, what else was said, and which stands. Masked as the record is. */
export async function listValues(ctx: Context, { customerId }: { customerId: string }): Promise<Reply> {
  await readableCustomer(ctx, customerId)
  const rules = await readSetting(ctx, mergeRules)
  const { rows } = await sql<Row>`
    select field, value, source, origin_id as "originId", said_at as "saidAt", said_by as "saidBy", chosen_at as "chosenAt"
    from customers.field_values where customer_id = ${customerId}::uuid
    union all
    select field, value, source, null, said_at, null, null from (${firstValues([customerId])}) first
    order by field, "saidAt" desc, source`.execute(ctx.db)
  const standing = new Set(
    [...Map.groupBy(rows, (row) => row.field)].map(([field, values]) =>
      survivorOf(values, rules.fields[field] ?? rules.rule, rules.trust),
    ),
  )
  return {
    items: rows.map((row) => ({
      field: row.field,
      value: maskedValue(ctx, row.field, row.value),
      source: row.source,
      originId: row.originId,
      saidAt: row.saidAt.toISOString(),
      saidBy: row.saidBy,
      confidence: Math.round(confidenceOf(row, rules.trust, ctx.now) * 100) / 100,
      stands: standing.has(row),
      chosen: row.chosenAt !== null,
    })),
  }
}

const CLASSES: Record<string, MaskClass> = {
  name: 'name',
  birthday: 'birthday',
  'custom.family_name': 'name',
  'custom.given_name': 'name',
}

/** The class of a field, where a role may see it masked. */
export const classOfField = (field: string): MaskClass | null =>
  field === 'place' ? 'address' : (CLASSES[field] ?? null)

/** A value of a field as this caller may see it. */
export function maskedValue(ctx: Context, field: string, value: unknown): unknown {
  if (field === 'place' && value !== null) {
    const { address, postcode, ...rest } = value as Record<string, string | null>
    return {
      ...rest,
      address: shown(ctx, 'address', address ?? null),
      postcode: shown(ctx, 'address', postcode ?? null),
    }
  }
  const of = classOfField(field)
  return of && typeof value === 'string' ? shown(ctx, of, value) : value
}
