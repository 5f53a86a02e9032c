import { once } from 'node:events'
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Where the parts end, as shares of all customers. */
export const SHARES = [0.1, 0.33, 1] as const

// Position of the customer's reference; nothing before it holds a comma or a quote.
const FILES = { customers: 0, orders: 3 } as const
type PartKind = keyof typeof FILES

export const partFile = (folder: string, kind: PartKind, part: number) => join(folder, `${kind}-${part}.csv`)

/**
 * Cuts the files of `simulate` into parts that belong together: the first tenth of the customers with all they did, the
 * next up to a third, the rest. What names no customer goes with the row before it.
 */
export async function splitShop(folder: string, customers: number): Promise<void> {
  const partOf = new Map<string, number>()
  for (const kind of Object.keys(FILES) as PartKind[]) await splitFile(folder, kind, customers, partOf)
}

async function splitFile(
  folder: string,
  kind: PartKind,
  customers: number,
  partOf: Map<string, number>,
): Promise<void> {
  const outs = SHARES.map((_, part) => createWriteStream(partFile(folder, kind, part)))
  let header = true
  let part = 0
  for await (const record of recordsOf(join(folder, `${kind}.csv`))) {
    if (header) {
      for (const out of outs) out.write(`${record}\n`)
      header = false
      continue
    }
    const reference = record.split(',', FILES[kind] + 1)[FILES[kind]] ?? ''
    if (kind === 'customers' && !partOf.has(reference)) {
      const share = partOf.size / customers
      partOf.set(
        reference,
        SHARES.findIndex((end) => share < end || end === 1),
      )
    }
    part = partOf.get(reference) ?? part
    const out = outs[part] as WriteStream
    if (!out.write(`${record}\n`)) await once(out, 'drain')
  }
  for (const out of outs) {
    out.end()
    await once(out, 'close')
  }
}

/** Records of a CSV file as text: a line with an open quote goes on in the next. */
async function* recordsOf(path: string): AsyncGenerator<string> {
  let record = ''
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    record = record === '' ? line : `${record}\n${line}`
    if ((record.split('"').length - 1) % 2 === 1) continue
    yield record
    record = ''
  }
}
