import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '#core/house.ts'
import type { Sink } from '../table/table.ts'

const CHUNK = 1 << 20

/** Another attempt writes this file now. */
export class TakenOver extends Error {}

/** Takes the bytes of a file as they come and keeps them in pieces of a mebibyte; only one of them is held in memory. */
export class ChunkKeeper {
  readonly #house: House
  readonly #exportId: string
  readonly #worker: string
  readonly #hash = createHash('sha256')
  #pieces: Buffer[] = []
  #held = 0
  #nth = 0
  size = 0n

  constructor(house: House, exportId: string, worker: string) {
    this.#house = house
    this.#exportId = exportId
    this.#worker = worker
  }

  /** @throws TakenOver when this attempt is not the one that writes any more. */
  readonly add: Sink = async (bytes) => {
    this.#hash.update(bytes)
    this.size += BigInt(bytes.length)
    this.#pieces.push(bytes)
    this.#held += bytes.length
    if (this.#held < CHUNK) return
    const all = Buffer.concat(this.#pieces)
    const whole = all.length - (all.length % CHUNK)
    for (let at = 0; at < whole; at += CHUNK) await this.#keep(all.subarray(at, at + CHUNK))
    this.#pieces = [Buffer.from(all.subarray(whole))]
    this.#held = all.length - whole
  }

  /** Keeps what is left and tells the fingerprint of the whole. */
  async end(): Promise<string> {
    if (this.#held > 0) await this.#keep(Buffer.concat(this.#pieces))
    return this.#hash.digest('hex')
  }

  async #keep(bytes: Buffer): Promise<void> {
    const nth = this.#nth++
    const { rows } = await this.#house.asSystem('export.make', (ctx) =>
      sql`
        insert into export.chunks (export_id, nth, bytes)
        select export_id, ${nth}, ${bytes} from export.exports
        where export_id = ${this.#exportId}::uuid and worker = ${this.#worker}::uuid returning 1`.execute(ctx.db),
    )
    if (rows.length === 0) throw new TakenOver()
  }
}
