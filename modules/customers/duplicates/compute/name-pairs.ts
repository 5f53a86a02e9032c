import type { Field } from './field.ts'

/** Places of the two fields that are one person's name. */
export interface NamePair {
  surname: number
  given: number
}

/** Surname and given name that belong together: the parts of each column of full names, and the first columns of parts. */
export function namePairs(fields: readonly Field[]): NamePair[] {
  const placeOf = (role: Field['role'], isWanted: (field: Field) => boolean) =>
    fields.findIndex((field) => field.role === role && isWanted(field))
  const fullNames = new Set(fields.flatMap((field) => (isPart(field) ? field.column : [])))
  const pairs = [...fullNames].map((column) => ({
    surname: placeOf('surname', (field) => isPart(field) && field.column === column),
    given: placeOf('given', (field) => isPart(field) && field.column === column),
  }))
  const own = {
    surname: placeOf('surname', (field) => !isPart(field)),
    given: placeOf('given', (field) => !isPart(field)),
  }
  return [...pairs, own].filter(({ surname, given }) => surname >= 0 && given >= 0)
}

/** Whether the field is half of a column of full names. */
const isPart = ({ name, column }: Field) => name !== column
