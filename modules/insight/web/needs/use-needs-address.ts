import { useAddress } from '#core/web/use-address.ts'
import { useUnits } from '../overview/use-units.ts'

/** What the page of needs shows, as it stands in its address. */
export function useNeedsAddress() {
  const { search, set } = useAddress()
  const { withChildren } = useUnits()
  const { category, state, dueOn, unit } = search
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
    due: { ...whose, ...(category && { category }), ...(state && { state }), ...(dueOn && { dueOn }) },
    set,
  }
}
