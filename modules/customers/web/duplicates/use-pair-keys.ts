import { useEffect, useRef, useState } from 'react'
import { isTyping } from '#core/web/is-typing.ts'
import { isDialogOpen } from '#core/web/open-dialog.ts'
import type { Decisions, Pair } from './duplicates-page.tsx'
import { keptSide } from './kept-side.ts'

const STEPS: Record<string, number> = { j: 1, k: -1 }
const DECISIONS: Record<string, (decide: Decisions, pair: Pair) => Promise<void>> = {
  m: (decide, pair) => decide.merge(pair, keptSide(pair)),
  n: (decide, pair) => decide.dismiss(pair),
  h: (decide, pair) => decide.household(pair),
}

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
      const step = STEPS[event.key]
      const decided = now.pairs[now.at] && DECISIONS[event.key]?.(now.decide, now.pairs[now.at] as Pair)
      if (step !== undefined) setAt(Math.max(0, Math.min(now.at + step, now.pairs.length - 1)))
      else if (!decided) return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return { at, setAt }
}
