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

/** How a field of the company's own can be asked: by containment, which the index over all of them serves. */
export function customOperators(key: string, type: CustomFieldType): Operators {
  const has = (value: unknown) => sql`c.custom @> ${JSON.stringify({ [key]: value })}::jsonb`
  const anyValue = (list: unknown) => anyOf((list as unknown[]).map(has))
  return {
    is: operator(VALUE[type] as z.ZodType, (_column, list) => anyValue(list)),
    isNot: operator(VALUE[type] as z.ZodType, (_column, list) => notSo(anyValue(list))),
  }
}
