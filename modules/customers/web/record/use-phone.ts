import { useSyncExternalStore } from 'react'

/** As in customer-page.css. */
const phone = window.matchMedia('(max-width: 760px)')

function subscribe(changed: () => void) {
  phone.addEventListener('change', changed)
  return () => phone.removeEventListener('change', changed)
}

/** Whether the columns of a record stand below each other. */
export const usePhone = (): boolean => useSyncExternalStore(subscribe, () => phone.matches)
