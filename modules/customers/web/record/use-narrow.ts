import { useSyncExternalStore } from 'react'

/** As in customer-page.css. */
const narrow = window.matchMedia('(max-width: 1180px)')

function subscribe(changed: () => void) {
  narrow.addEventListener('change', changed)
  return () => narrow.removeEventListener('change', changed)
}

/** Whether the judgement of a record stands below its facts: three columns have no room. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches)
