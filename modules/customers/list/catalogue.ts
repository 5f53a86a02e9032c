import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { isNameField } from '../customer/name-fields.ts'
import { type CustomFieldType, customOperators } from './custom-operators.ts'
import type { Field } from './field.ts'
import { fields, segmentField, segmentOnlyFields } from './fields.ts'

interface Definition {
  field_key: string
  label: string
  type: CustomFieldType
  choices: string[]
}

/** Every field that lists can be filtered by, the company's own (`custom.<key>`) included. */
export async function openCatalogue(ctx: Context): Promise<ReadonlyMap<string, Field>> {
  return byKey([...fields, ...(await customFields(ctx)), segmentField])
}

/** The fields that segments are made of. Segments among them are asked in a way of their own. */
export async function openSegmentCatalogue(ctx: Context): Promise<ReadonlyMap<string, Field>> {
  return byKey([...fields, ...segmentOnlyFields, ...(await customFields(ctx))])
}

const byKey = (all: readonly Field[]) => new Map(all.map((field) => [field.key, field]))

async function customFields(ctx: Context): Promise<Field[]> {
  const { rows } = await sql<Definition>`
    select field_key, label, type, choices from customers.custom_fields where retired_at is null
    order by position, field_key`.execute(ctx.db)
  return rows.map(customField)
}

function customField({ field_key: key, label, type, choices }: Definition): Field {
  return {
    key: `custom.${key}`,
    kind: 'custom',
    column: sql`c.custom`,
    operators: customOperators(key, type),
    custom: { label, type },
    ...(choices.length > 0 && { choices }),
    ...(isNameField(key) && { mask: 'name' as const }),
  }
}
