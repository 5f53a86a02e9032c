/** How the text of a cell becomes a value; see `row/value-readers.ts`. */
export type FieldType =
  | 'key'
  | 'text'
  | 'long'
  | 'postcode'
  | 'email'
  | 'phone'
  | 'moment'
  | 'day'
  | 'quantity'
  | 'price'
  | 'amount'
  | 'number'
  | 'currency'
  | 'status'
  | 'gender'
  | 'yesno'
  | 'tags'
  | 'direction'
  | 'word'
  | 'kind'

export interface Field {
  /** Name in the outer contract: what a map file says. */
  name: string
  /** Property of the row that the room takes; absent for what is only reckoned with (first name, line total). */
  key?: string
  type: FieldType
  /** Belongs to the order and is counted once, on its first line. */
  perOrder?: boolean
  /** A moment that has come: what happens later can't stand in a file. */
  hasCome?: boolean
}

export const kinds = ['customers', 'products', 'orders', 'interactions'] as const
export type Kind = (typeof kinds)[number]
