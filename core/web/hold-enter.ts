import type { KeyboardEvent } from 'react'

/** For `onInputKeyDown` of a choice that asks the server: while the answer is still to come, Enter would close it and lose the words. */
export const holdEnter =
  (isPending: boolean) =>
  (event: KeyboardEvent): void => {
    if (!isPending || event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
  }
