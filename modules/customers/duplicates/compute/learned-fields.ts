import type { Field } from './field.ts'
import type { Learned } from './measures.ts'
import { readFields } from './read-fields.ts'
import type { Row } from './table.ts'

/** Rows made comparable in exactly the fields that a scan learned of, however few of them know a field. */
export function learnedFields(rows: readonly Row[], { measures }: Learned, country: string): Field[] {
  const roles = Object.fromEntries(
    measures.fields.map(({ column, role, name }) => [column, name === column ? role : 'name'] as const),
  )
  const read = new Map(readFields(rows, roles, country, () => true).map((field) => [field.name, field]))
  return measures.fields.flatMap(({ name }) => read.get(name) ?? [])
}
