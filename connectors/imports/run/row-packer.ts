import type { Kind } from '../fields/field.ts'
import type { ReadRow } from '../row/row-reader.ts'

const BLOCK = 500

export interface PackedRows {
  people: string[]
  groups: string[]
  lines: number[]
  counts: number[]
  packed: string[]
}

/**
 * Rows staged together in one database row: lines of one order that follow each other, or some hundreds of customers
 * or products; interactions stay alone, so that they can be written customer by customer.
 */
export class RowPacker {
  readonly #kind: Kind
  readonly #done: PackedRows = { people: [], groups: [], lines: [], counts: [], packed: [] }
  #person = ''
  #group = ''
  #first = 0
  #open: unknown[][] = []

  constructor(kind: Kind) {
    this.#kind = kind
  }

  add(row: ReadRow): void {
    if (this.#open.length > 0 && !this.#fits(row)) this.#close()
    if (this.#open.length === 0) {
      this.#person = row.person
      this.#group = row.group
      this.#first = row.line
    }
    // The first line of an order may be the only one that names the buyer.
    if (this.#person === '') this.#person = row.person
    this.#open.push([row.line, ...(row.values ?? [])])
  }

  finish(): PackedRows {
    if (this.#open.length > 0) this.#close()
    return this.#done
  }

  #fits(row: ReadRow): boolean {
    if (this.#kind === 'orders') return row.group === this.#group
    return this.#kind !== 'interactions' && this.#open.length < BLOCK
  }

  #close(): void {
    this.#done.people.push(this.#person)
    this.#done.groups.push(this.#group)
    this.#done.lines.push(this.#first)
    this.#done.counts.push(this.#open.length)
    this.#done.packed.push(JSON.stringify(this.#open))
    this.#open = []
  }
}
