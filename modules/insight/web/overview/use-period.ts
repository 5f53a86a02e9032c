import { useAddress } from '#core/web/use-address.ts'
import { useUnits } from './use-units.ts'

/** What the overview is asked for, as it stands in its address. */
export function usePeriod() {
  const { search, set } = useAddress()
  const { withChildren } = useUnits()
  const units = search['unit'] ? withChildren(search['unit']) : undefined
  return {
    /** Of customers: a list of them widens it by the units below. */
    unit: search['unit'],
    /** Of what happened: this unit and those below. */
    happenedIn: units,
    period: {
      ...(search['from'] && { from: search['from'] }),
      ...(search['to'] && { to: search['to'] }),
      ...(search['currency'] && { currency: search['currency'] }),
      ...(units && { units }),
    },
    whose: units ? { units } : {},
    set,
  }
}
