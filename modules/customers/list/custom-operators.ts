import { sql } from 'kysely'
import { z } from 'zod'
import { type Operators, operator } from './operators.ts'
import { anyOf, notSo } from './sql-part.ts'
import { values } from './values.ts'

export type CustomFieldType = 'text' | 'number' | 'date' | 'choice' | 'yesno'

const VALUE = {
  text: values.words,
  choice: values.words,
  date: z.array(z.iso.date()).min(1).max(50),
  number: z.array(z.number()).min(1).max(50),
  yesno: z.array(z.boolean()).min(1).max(2),
} satisfies Record<CustomFieldType, z.ZodType>

const RANGE = {
  number: z.tuple([z.number().nullable(), z.number().nullable()]),
  date: values.days,
} as const

/** How a field of the company's own can be asked: by containment, which the index over all of them serves, numbers and days also from and to. */
export function customOperators(key: string, type: CustomFieldType): Operators {
  const has = (value: unknown) => sql`c.custom @> ${JSON.stringify({ [key]: value })}::jsonb`
  const anyValue = (list: unknown) => anyOf((list as unknown[]).map(has))
  const column = type === 'number' ? sql`v.number` : sql`v.day`
  /** Asked of a table of their own, whose index knows their order. */
  const inRange = ([from, to]: readonly [unknown, unknown]) => sql`c.customer_id in (
    select v.customer_id from customers.custom_values v where v.field_key = ${key}
      ${from === null ? sql`` : sql`and ${column} >= ${from}`} ${to === null ? sql`` : sql`and ${column} <= ${to}`})`
  const hasOrder = type === 'number' || type === 'date'
  return {
    ...(hasOrder && {
      between: operator(RANGE[type], (_column, range) => inRange(range as readonly [unknown, unknown])),
    }),
    is: operator(VALUE[type] as z.ZodType, (_column, list) => anyValue(list)),
    isNot: operator(VALUE[type] as z.ZodType, (_column, list) => notSo(anyValue(list))),
  }
}
