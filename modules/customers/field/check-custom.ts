import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import { isDay } from '#core/words/dates.ts'

interface FieldRow {
  field_key: string
  type: string
  choices: string[]
}

type CustomValue = string | number | boolean | null

const FITS: Record<string, (value: CustomValue, choices: string[]) => boolean> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  date: (value) => typeof value === 'string' && isDay(value),
  choice: (value, choices) => typeof value === 'string' && choices.includes(value),
  yesno: (value) => typeof value === 'boolean',
}

/** Refuses custom values of unknown fields or of the wrong type; null empties any field. */
export async function checkCustom(ctx: Context, values: Record<string, CustomValue>): Promise<void> {
  const keys = Object.keys(values)
  if (keys.length === 0) return
  const { rows } = await sql<FieldRow>`
    select field_key, type, choices from customers.custom_fields where field_key = any(${keys}::text[])`.execute(ctx.db)
  const known = new Map(rows.map((row) => [row.field_key, row]))
  for (const key of keys) {
    const field = known.get(key)
    const value = values[key] ?? null
    if (!field) throw invalid('custom_field_unknown', `There is no field "${key}".`, { field: `custom.${key}` })
    if (value !== null && !FITS[field.type]?.(value, field.choices)) {
      throw invalid('custom_field_invalid', `The value does not fit the field "${key}" (${field.type}).`, {
        field: `custom.${key}`,
        type: field.type,
      })
    }
  }
}
