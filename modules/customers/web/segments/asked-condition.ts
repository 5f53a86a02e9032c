import type { Condition } from '../../segment/condition.ts'
import type { FieldKind } from '../list/filter-text.ts'
import { type Draft, toDraft } from './draft.ts'

/**
 * The draft of a condition that an address brings (`/segments/new?condition={…}`), so that a figure elsewhere can lead to
 * the customers it counts; null where it can't be read. The server checks what it says.
 */
export function askedCondition(text: string | undefined, fields: readonly FieldKind[]): Draft | null {
  if (!text) return null
  try {
    return toDraft(JSON.parse(text) as Condition, fields)
  } catch {
    return null
  }
}
