import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { isNameField } from '../../customer/name-fields.ts'
import { nameSort } from '../../customer/name-sort.ts'
import { setColumns } from '../../import/update-customers.ts'
import type { CleanField } from '../rules/clean-record.ts'

export interface NewValue {
  customerId: string
  field: CleanField
  value: string | null
}

/** Writes values into records, a whole batch in two statements: columns, and the company's own fields for names. */
export async function writeValues(ctx: Context, values: readonly NewValue[]): Promise<void> {
  const records = [...Map.groupBy(values, ({ customerId }) => customerId)]
  await setColumns(
    ctx,
    records.map(([customer_id, own]) => {
      const columns = Object.fromEntries(
        own.filter(({ field }) => !isNameField(field)).map(({ field, value }) => [field, value]),
      )
      const { name } = columns
      return {
        customer_id,
        set: Object.keys(columns),
        ...columns,
        ...(name !== undefined && { name_sort: nameSort(name ?? '') }),
        tags: [],
        custom: {},
      }
    }),
  )
  const custom = records.flatMap(([id, own]) => {
    const named = own.filter(({ field }) => isNameField(field))
    const set = Object.fromEntries(
      named.filter(({ value }) => value !== null).map(({ field, value }) => [field, value]),
    )
    const emptied = named.filter(({ value }) => value === null).map(({ field }) => field)
    return named.length > 0 ? [{ id, set, emptied }] : []
  })
  if (custom.length === 0) return
  await sql`
    update customers.customers c set custom = (c.custom || r.set) - r.emptied
    from jsonb_to_recordset(${JSON.stringify(custom)}::jsonb) as r(id uuid, set jsonb, emptied text[])
    where c.customer_id = r.id`.execute(ctx.db)
}
