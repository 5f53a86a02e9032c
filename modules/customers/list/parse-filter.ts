import { z } from 'zod'
import { invalid } from '#core/errors.ts'
import { parseChecked } from '#core/http/checked-json.ts'
import type { Leaf } from './read-leaf.ts'

const MOST_CONDITIONS = 20

export const leafShape = z.strictObject({
  field: z.string().min(1).max(80),
  op: z.string().min(1).max(20),
  value: z.unknown().optional().describe('What the operator asks for: a text, a number, a list of them, or [from, to]'),
})

const filterShape = z.array(leafShape).max(MOST_CONDITIONS)

/**
 * The filter of a list from its text: `[{"field": "revenue", "op": "between", "value": ["1000", null]}, …]`, all of
 * which must hold.
 * @throws invalid `filter_invalid` for anything else, more than 20 conditions included.
 */
export function parseFilter(text: string | undefined): Leaf[] {
  if (!text) return []
  const parsed = filterShape.safeParse(parseChecked(text))
  if (parsed.success) return parsed.data
  throw invalid('filter_invalid', (parsed.error.issues[0]?.message ?? 'not a filter').slice(0, 300), {
    field: 'filter',
  })
}
