import { useEffect, useRef, useState } from 'react'
import { isTyping } from '#core/web/is-typing.ts'
import { isDialogOpen } from '#core/web/open-dialog.ts'
import type { Decisions, Pair } from './duplicates-page.tsx'
import { keptSide } from './kept-side.ts'

/** j and k move, m joins, n tells apart, h relates as a household. Silent while somebody types. */
export function usePairKeys(pairs: readonly Pair[], decide: Decisions): { at: number; setAt(at: number): void } {
  const [wanted, setAt] = useState(0)
  const at = Math.min(wanted, pairs.length - 1)
  const latest = useRef({ pairs, decide, at })
  useEffect(() => {
    latest.current = { pairs, decide, at }
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || isDialogOpen()) return
      const now = latest.current
      const pair = now.pairs[now.at]
      if (event.key === 'j') setAt(Math.min(now.at + 1, now.pairs.length - 1))
      else if (event.key === 'k') setAt(Math.max(now.at - 1, 0))
      else if (event.key === 'm' && pair) void now.decide.merge(pair, keptSide(pair))
      else if (event.key === 'h' && pair) void now.decide.household(pair)
      else if (event.key === 'n' && pair) void now.decide.dismiss(pair)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return { at, setAt }
}
