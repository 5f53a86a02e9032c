import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { AppError } from '#core/errors.ts'

const unpackers: Record<string, (packed: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

/**
 * The body of an answer, unpacked where a server packs unasked. Never more than `most` bytes are held, packed or
 * unpacked. @throws 502 `answer_too_large`, `no_answer` when it is packed in a way nobody asked for or unsoundly.
 */
export async function readAnswerBody(
  body: AsyncIterable<Buffer>,
  headers: Record<string, string>,
  most: number,
): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body) {
    size += part.length
    if (size > most) throw tooLarge()
    parts.push(part)
  }
  const whole = Buffer.concat(parts)
  const packing = (headers['content-encoding'] ?? '').trim().toLowerCase()
  if (packing === '' || packing === 'identity' || whole.length === 0) return whole
  const unpack = unpackers[packing]
  if (!unpack) throw new AppError(502, 'no_answer', 'The other side answered in a form that was not asked for.')
  try {
    return await unpack(whole, { maxOutputLength: most })
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
    throw error
  }
}

const tooLarge = () => new AppError(502, 'answer_too_large', 'The answer is too large.')
