import type { Comparison } from './comparison.ts'
import type { Role } from './table.ts'

/** Distinct values of one field or, for names, of both parts of it. */
export interface Values {
  texts: string[]
  /** What is compared: the text itself, or how a name sounds. */
  sounds: string[]
  masks: number[]
}

/** A column made comparable. */
export interface Field {
  /** The column's header; of a full name the part too. */
  name: string
  column: string
  role: Role
  comparison: Comparison
  values: Values
  /** Per record the place of its value in `values`; −1 where it is not known. */
  codes: Int32Array
  /** How many records have each value. */
  counts: Uint32Array
  known: number
}
