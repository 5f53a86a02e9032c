import type { RawBuilder } from 'kysely'
import { to as copyTo } from 'pg-copy-streams'
import type { Context } from '#core/context.ts'
import { clientOf } from './transaction.ts'

/** One row of a copy, good until the next one comes; columns are counted from 0. */
export interface CopiedRow {
  isNull(column: number): boolean
  int4(column: number): number
  /** Of whole numbers up to 2^53. */
  int8(column: number): number
  float8(column: number): number
  bool(column: number): boolean
  text(column: number): string
  uuid(column: number): string
  /** The bytes of a value as a text of one character a byte: quick to make, good as a key, not to be read; `uuids` takes those of ids. */
  key(column: number): string
}

/**
 * Gives each row of a query to `take`, in the order of the query, by `copy (…) to stdout (format binary)`: for millions of
 * rows, because no object, text or date is made of what nobody asks for. The query stands by itself: values in it are
 * literals (`sql.lit`), as a copy takes no parameters, and columns have exactly the types that they are read as.
 */
export async function copyRows(
  ctx: Context,
  query: RawBuilder<unknown>,
  take: (row: CopiedRow) => void,
): Promise<void> {
  const { sql: text, parameters } = query.compile(ctx.db)
  if (parameters.length > 0) throw new Error('a copy takes no parameters: use sql.lit')
  const parse = binaryRows(take)
  let failure: { cause: unknown } | undefined
  for await (const piece of clientOf(ctx).query(copyTo(`copy (${text}) to stdout (format binary)`))) {
    if (failure) continue
    try {
      parse(piece)
    } catch (cause) {
      // The rest is read and dropped: a connection in the middle of a copy understands nothing else.
      failure = { cause }
    }
  }
  if (failure) throw failure.cause
}

const SIGNATURE = 11
/** Signature, flags, and the length of an extension that is empty. */
const HEADER = SIGNATURE + 8

/** Reads the format of PostgreSQL's documentation, COPY, "Binary Format", from pieces cut anywhere. */
export function binaryRows(take: (row: CopiedRow) => void): (piece: Buffer) => void {
  let bytes: Buffer = Buffer.alloc(0)
  let isBegun = false
  const row = new Row()
  return (piece) => {
    bytes = bytes.length === 0 ? piece : Buffer.concat([bytes, piece])
    let at = 0
    if (!isBegun) {
      if (bytes.length < HEADER) return
      at = HEADER + bytes.readInt32BE(SIGNATURE + 4)
      isBegun = true
    }
    for (let end = row.read(bytes, at); end > at; end = row.read(bytes, at)) {
      take(row)
      at = end
    }
    bytes = bytes.subarray(at)
  }
}

class Row implements CopiedRow {
  #bytes: Buffer = Buffer.alloc(0)
  readonly #starts: number[] = []
  readonly #lengths: number[] = []

  /** Where the row ends that begins `from`; -1 where it isn't whole yet, or is the end of all. */
  read(bytes: Buffer, from: number): number {
    if (bytes.length < from + 2) return -1
    const columns = bytes.readInt16BE(from)
    if (columns < 0) return -1
    let at = from + 2
    for (let column = 0; column < columns; column++) {
      if (bytes.length < at + 4) return -1
      const length = bytes.readInt32BE(at)
      this.#starts[column] = at + 4
      this.#lengths[column] = length
      at += 4 + Math.max(0, length)
    }
    if (bytes.length < at) return -1
    this.#bytes = bytes
    return at
  }

  isNull(column: number): boolean {
    return this.#lengths[column] === -1
  }

  int4(column: number): number {
    return this.#bytes.readInt32BE(this.#start(column, 4))
  }

  int8(column: number): number {
    return Number(this.#bytes.readBigInt64BE(this.#start(column, 8)))
  }

  float8(column: number): number {
    return this.#bytes.readDoubleBE(this.#start(column, 8))
  }

  bool(column: number): boolean {
    return this.#bytes[this.#start(column, 1)] === 1
  }

  text(column: number): string {
    const start = this.#starts[column] as number
    return this.#bytes.toString('utf8', start, start + (this.#lengths[column] as number))
  }

  uuid(column: number): string {
    const hex = this.#bytes.toString('hex', this.#start(column, 16), (this.#starts[column] as number) + 16)
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }

  key(column: number): string {
    const start = this.#starts[column] as number
    return this.#bytes.toString('latin1', start, start + (this.#lengths[column] as number))
  }

  #start(column: number, size: number): number {
    if (this.#lengths[column] !== size)
      throw new Error(`column ${column} has ${this.#lengths[column]} bytes, not ${size}`)
    return this.#starts[column] as number
  }
}
