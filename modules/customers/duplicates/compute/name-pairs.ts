import type { Field } from './field.ts'

/** Places of the two fields that are one person's name. */
export interface NamePair {
  surname: number
  given: number
}

/** Surname and given name that belong together: both from one column of full names, or the first two columns of parts. */
export function namePairs(fields: readonly Field[]): NamePair[] {
  const surnames = fields.flatMap((field, at) => (field.role === 'surname' ? at : []))
  return surnames.flatMap((surname) => {
    const { column, name } = fields[surname] ?? { column: '', name: '' }
    const isWhole = name !== column
    const given = fields.findIndex(
      (field, at) =>
        field.role === 'given' && (isWhole ? field.column === column : field.name === field.column) && at >= 0,
    )
    const isFirst = isWhole || surname === surnames.find((at) => fields[at]?.name === fields[at]?.column)
    return given >= 0 && isFirst ? [{ surname, given }] : []
  })
}
