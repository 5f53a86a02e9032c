import type { Packed } from '../row/value-readers.ts'

const BLOCK = 500

/** Rows staged together in one database row: lines of one order that follow each other, or some hundreds of others. */
export class RowPacker {
  readonly #byGroup: boolean
  #groups: string[] = []
  #lines: number[] = []
  #counts: number[] = []
  #packed: string[] = []
  #group = ''
  #first = 0
  #open: unknown[][] = []

  constructor(byGroup: boolean) {
    this.#byGroup = byGroup
  }

  add(group: string, line: number, values: Packed[]): void {
    const fits = this.#byGroup ? group === this.#group : this.#open.length < BLOCK
    if (this.#open.length > 0 && !fits) this.#close()
    if (this.#open.length === 0) {
      this.#group = group
      this.#first = line
    }
    this.#open.push([line, ...values])
  }

  finish(): { groups: string[]; lines: number[]; counts: number[]; packed: string[] } {
    if (this.#open.length > 0) this.#close()
    return { groups: this.#groups, lines: this.#lines, counts: this.#counts, packed: this.#packed }
  }

  #close(): void {
    this.#groups.push(this.#byGroup ? this.#group : '')
    this.#lines.push(this.#first)
    this.#counts.push(this.#open.length)
    this.#packed.push(JSON.stringify(this.#open))
    this.#open = []
  }
}
