import { z } from 'zod'
import { defineSetting } from '#core/settings.ts'

export interface DuplicateRules {
  /** Pairs are shown for review from this probability on. */
  review: number
  /** Pairs this sure are joined by the scan itself; null: people decide all. */
  mergeAbove: number | null
}

/** From when on two records are shown as one person, and from when on they are joined without asking. */
export const duplicateRules = defineSetting<DuplicateRules>({
  name: 'customers.duplicates',
  schema: z.strictObject({ review: z.number().min(0.05).max(1), mergeAbove: z.number().min(0.9).max(1).nullable() }),
  fallback: { review: 0.5, mergeAbove: null },
  permission: 'customers.merge',
})
