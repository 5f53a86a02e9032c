import { createContext } from 'react'

/** Who holds a form (a dialog, a pop-up) hears whether something is typed into it that isn't sent yet. */
export const FormWatch = createContext<(isTouched: boolean) => void>(() => {})
