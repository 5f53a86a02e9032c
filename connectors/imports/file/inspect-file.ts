import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { fileError } from './file-error.ts'
import { guessEncoding } from './guess-encoding.ts'

export interface FileFacts {
  size: number
  sha256: string
  /** By content; the name proves nothing. */
  type: 'csv' | 'xlsx'
  encoding: string
  /** Every byte is UTF-8. */
  isProven: boolean
}

/**
 * Reads a file once: its size, its fingerprint, what it is and how its text is encoded.
 * @throws 422 `file_empty`, `file_encrypted`, `file_type_unknown`.
 */
export async function inspectFile(path: string): Promise<FileFacts> {
  const hash = createHash('sha256')
  let size = 0
  let head: Buffer = Buffer.alloc(0)
  let suspect: Buffer | null = null
  let carry: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    const bytes = chunk as Buffer
    hash.update(bytes)
    size += bytes.length
    if (head.length < 1 << 16) head = Buffer.concat([head, bytes]).subarray(0, 1 << 16)
    if (suspect) continue
    const joined = carry.length > 0 ? Buffer.concat([carry, bytes]) : bytes
    const whole = joined.subarray(0, joined.length - openBytes(joined))
    if (!isUtf8(whole)) suspect = Buffer.from(whole.subarray(0, 1 << 18))
    carry = Buffer.from(joined.subarray(whole.length))
  }
  if (carry.length > 0) suspect ??= carry
  if (size === 0) throw fileError('file_empty', 'The file is empty.')
  const type = typeOf(head)
  const encoding = type === 'xlsx' ? 'xlsx' : guessEncoding(head, suspect)
  return { size, sha256: hash.digest('hex'), type, encoding, isProven: encoding === 'utf-8' && suspect === null }
}

/** Bytes at the end that begin a character whose rest comes with the next piece. */
function openBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? back : 0
  }
  return 0
}

function typeOf(head: Buffer): 'csv' | 'xlsx' {
  const start = head.subarray(0, 8).toString('latin1')
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'xlsx'
  if (start.startsWith('\xd0\xcf\x11\xe0')) {
    throw fileError(
      'file_encrypted',
      'The workbook is encrypted, or of the old XLS kind. Save it as XLSX without a password, or as CSV.',
    )
  }
  const binary = [
    '%PDF',
    '\x89PNG',
    'GIF8',
    '\xff\xd8\xff',
    'Rar!',
    '7z\xbc\xaf',
    '\x1f\x8b',
    'SQLite f',
    '\x7fELF',
    'MZ\x90',
  ]
  const text = head.subarray(0, 512).toString('latin1').trimStart().toLowerCase()
  if (binary.some((sign) => start.startsWith(sign)) || /^(?:<!doctype|<html|<svg|<\?xml|<script)/.test(text)) {
    throw fileError('file_type_unknown', 'This is neither CSV nor XLSX.')
  }
  return 'csv'
}
