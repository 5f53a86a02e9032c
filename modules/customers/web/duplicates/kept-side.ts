import type { Pair } from './duplicates-page.tsx'

/** Which of two records stays unless somebody says otherwise: the one with more orders, else the older. */
export const keptSide = ({ one, other }: Pick<Pair, 'one' | 'other'>): 'one' | 'other' =>
  other.orders > one.orders || (other.orders === one.orders && other.createdAt < one.createdAt) ? 'other' : 'one'
