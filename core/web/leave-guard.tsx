import { useBlocker } from '@tanstack/react-router'
import { useCallback, useEffect, useRef } from 'react'
import { LeaveDialog } from './leave-dialog.tsx'

/**
 * Asks before something half filled in is left by a link, the menu or the browser: `<LeaveGuard when={() => isChanged} />`.
 * What changes only the search of the same page passes: the page keeps its state then.
 */
export function LeaveGuard({ when }: { when(): boolean }) {
  const asked = useRef(when)
  useEffect(() => {
    asked.current = when
  })
  const blocker = useBlocker({
    shouldBlockFn: useCallback(
      ({ current, next }: { current: { pathname: string }; next: { pathname: string } }) =>
        current.pathname !== next.pathname && asked.current(),
      [],
    ),
    enableBeforeUnload: useCallback(() => asked.current(), []),
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return <LeaveDialog onStay={blocker.reset} onLeave={blocker.proceed} />
}
