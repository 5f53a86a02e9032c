import { useAddress } from '#core/web/use-address.ts'
import { useUnits } from '../overview/use-units.ts'

const DRAWN_MS = 80

/** Where on the page the list of who is due begins. */
export const LIST_PLACE = 'who-is-due'

/** What the page of needs shows, as it stands in its address. */
export function useNeedsAddress() {
  const { search, set } = useAddress()
  const { withChildren } = useUnits()
  const { category, state, dueOn, unit } = search
  const sort = search.sort === 'due' ? ('due' as const) : ('-worth' as const)
  const whose = unit ? { units: withChildren(unit) } : {}
  return {
    category,
    state,
    dueOn,
    unit,
    /** Whose needs. */
    whose,
    /** Of which category. */
    which: { ...whose, ...(category && { category }) },
    due: { ...whose, ...(category && { category }), ...(state && { state }), ...(dueOn && { dueOn }), sort },
    sort,
    set,
    /** Shows what a figure counts, in the list further down, which may lie below the fold. */
    open: (patch: Record<string, string | undefined>) => {
      set(patch)
      // Once the page has drawn the new choice: a scroll begun before is taken back by it.
      setTimeout(() => document.getElementById(LIST_PLACE)?.scrollIntoView({ block: 'start' }), DRAWN_MS)
    },
  }
}
