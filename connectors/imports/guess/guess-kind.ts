import type { Kind } from '../fields/field.ts'
import { fieldOfHeader } from '../fields/field-names.ts'
import { requiredFields } from '../fields/fields-of-kind.ts'

/** Which kind of file has these columns: the one whose needs are met and that explains most of them; null if none is met. */
export function guessKind(header: readonly string[]): Kind | null {
  let best: { kind: Kind | null; score: number } = { kind: null, score: 0 }
  // Orders come before customers and products: their lines carry columns of both.
  for (const kind of ['orders', 'interactions', 'products', 'customers'] as const) {
    const fields = new Set(header.map((name) => fieldOfHeader(kind, name)).filter((field) => field !== null))
    const isMet = requiredFields[kind].every((group) => group.some((name) => fields.has(name)))
    if (isMet && fields.size > best.score) best = { kind, score: fields.size }
  }
  return best.kind
}
