import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { fileError } from './file-error.ts'
import { limits } from './limits.ts'

interface Entry {
  name: string
  flags: number
  method: number
  crc: number
  packed: number
  size: number
  offset: number
}

/**
 * Looks through a workbook before it is read: unpacks every part once, counting, so that bombs, lies about sizes,
 * damaged or encrypted parts, names that leave the folder and document types are found before they cost anything.
 * @throws 422 `xlsx_damaged`, `xlsx_encrypted`, `xlsx_too_large`, `xlsx_forbidden`.
 */
export async function checkZip(path: string): Promise<void> {
  const handle = await open(path)
  try {
    const entries = await readDirectory(handle)
    refuseByDirectory(entries, (await handle.stat()).size)
    for (const entry of entries) await checkEntry(path, handle, entry)
  } finally {
    await handle.close()
  }
}

async function readDirectory(handle: FileHandle): Promise<Entry[]> {
  const { size } = await handle.stat()
  const tail = Buffer.alloc(Math.min(size, 65_557))
  await handle.read(tail, 0, tail.length, size - tail.length)
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > tail.length) throw damaged()
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (count > limits.xlsx.entries || length > 8 * 2 ** 20) throw tooLarge('it has too many parts')
  if (start === 0xffffffff || start + length > size) throw damaged()
  const directory = Buffer.alloc(length)
  await handle.read(directory, 0, length, start)
  const entries: Entry[] = []
  for (let at = 0; at + 46 <= length; ) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw damaged()
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.subarray(at + 46, at + 46 + nameLength).toString('utf8'),
      flags: directory.readUInt16LE(at + 8),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    if (entries.length > limits.xlsx.entries) throw tooLarge('it has too many parts')
  }
  return entries
}

function refuseByDirectory(entries: Entry[], fileSize: number): void {
  let total = 0
  for (const entry of entries) {
    if (entry.flags & 1) throw fileError('xlsx_encrypted', 'The workbook is encrypted. Save it without a password.')
    if (/(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[a-z]:|\0/i.test(entry.name)) throw forbidden('a part with a forbidden name')
    if (entry.size === 0xffffffff || entry.packed === 0xffffffff) throw tooLarge('a part is larger than 4 GB')
    if (entry.method !== 0 && entry.method !== 8) throw damaged()
    if (entry.size > limits.xlsx.ratioFrom && entry.size > limits.xlsx.ratio * Math.max(1, entry.packed)) throw bomb()
    total += entry.size
  }
  if (total > limits.xlsx.unpackedBytes) throw tooLarge('unpacked it is larger than 4 GB')
  if (total > limits.xlsx.ratioFrom && total > limits.xlsx.ratio * fileSize) throw bomb()
  if (!entries.some(({ name }) => name === 'xl/workbook.xml'))
    throw fileError('file_type_unknown', 'This is neither CSV nor XLSX.')
}

async function checkEntry(path: string, handle: FileHandle, entry: Entry): Promise<void> {
  const head = Buffer.alloc(30)
  await handle.read(head, 0, 30, entry.offset)
  if (head.readUInt32LE(0) !== 0x04034b50) throw damaged()
  if (head.readUInt16LE(6) & 1)
    throw fileError('xlsx_encrypted', 'The workbook is encrypted. Save it without a password.')
  const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  if (entry.packed === 0) {
    if (entry.size > 0) throw damaged()
    return
  }
  const bytes = createReadStream(path, { start, end: start + entry.packed - 1 })
  const unpack = entry.method === 8 ? [createInflateRaw()] : []
  let sum = 0
  let size = 0
  let edge = ''
  const isXml = /\.(xml|rels|vml)$/i.test(entry.name)
  try {
    await pipeline([
      bytes,
      ...unpack,
      async (source: AsyncIterable<Buffer>) => {
        for await (const piece of source) {
          size += piece.length
          if (size > entry.size) throw bomb()
          sum = crc32(piece, sum)
          if (!isXml) continue
          const text = edge + piece.toString('latin1')
          if (/<!(?:doctype|entity)/i.test(text)) throw forbidden('a document type or entities')
          edge = text.slice(-16)
        }
      },
    ] as unknown as [NodeJS.ReadableStream, NodeJS.WritableStream])
  } catch (error) {
    if ((error as { status?: number }).status === 422) throw error
    throw damaged()
  }
  if (size !== entry.size || sum !== entry.crc) throw damaged()
}

const damaged = () =>
  fileError('xlsx_damaged', 'The workbook is damaged. Open it in a spreadsheet and save it again, or save it as CSV.')
const tooLarge = (why: string) => fileError('xlsx_too_large', `The workbook can't be read: ${why}. Save it as CSV.`)
const bomb = () => tooLarge('it unpacks to far more than it is')
const forbidden = (what: string) => fileError('xlsx_forbidden', `The workbook holds ${what}.`)
