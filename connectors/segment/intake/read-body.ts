import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { AppError } from '#core/errors.ts'
import { parseChecked } from '#core/http/checked-json.ts'

/** Bytes of one event and of one batch, as the API documents them. */
export const MOST_EVENT = 32 * 1024
export const MOST_BATCH = 500 * 1024

const unpack = promisify(gunzip)

/**
 * The JSON of a body, packed with gzip or not, whether a header says so or not. @throws 400 for what is too large or is
 * no JSON object, as the API answers both.
 */
export async function readBody(body: Buffer, most: number): Promise<Record<string, unknown>> {
  const bytes = isPacked(body) ? await unpacked(body, most) : body
  if (bytes.length > most) throw tooLarge(most)
  const value = parseChecked(new TextDecoder('utf-8').decode(bytes))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError(400, 'invalid_json', 'The body is not a JSON object.')
  }
  return value as Record<string, unknown>
}

const isPacked = (body: Buffer) => body[0] === 0x1f && body[1] === 0x8b

async function unpacked(body: Buffer, most: number): Promise<Buffer> {
  try {
    // A bomb is given up as soon as it is larger than what may come.
    return await unpack(body, { maxOutputLength: most + 1 })
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(most)
    throw new AppError(400, 'invalid_json', 'The body is not sound gzip.')
  }
}

export const tooLarge = (most: number) =>
  new AppError(400, 'body_too_large', `The body is larger than ${Math.floor(most / 1024)} kB.`)
