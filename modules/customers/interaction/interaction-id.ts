import { createHash } from 'node:crypto'

/**
 * A fixed id from what a file says: the n-th equal row of a source has the same id in every import. It has the form of
 * UUID version 8 (RFC 9562: made by the application).
 */
export function interactionIdOf(source: string, content: unknown, occurrence: number): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([source, content, occurrence]))
    .digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
