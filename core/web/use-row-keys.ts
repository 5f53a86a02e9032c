import { useEffect, useRef } from 'react'
import { isTyping } from './is-typing.ts'
import { isDialogOpen } from './open-dialog.ts'

interface RowKeys {
  count: number
  /** Index of the row under the keyboard; -1 for none. */
  at: number
  move(index: number): void
  /** x: chooses the row. */
  choose(index: number): void
  /** Enter. */
  enter(index: number): void
}

const isControl = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('a, button, [role=menu], [role=dialog]')

/** j/k or arrows move, x chooses, Enter opens, / goes to the search of the list. Silent while somebody types. */
export function useRowKeys(keys: RowKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (isDialogOpen()) return
      if (act(event.key, event.target, latest.current)) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

function act(key: string, target: EventTarget | null, { count, at, move, choose, enter }: RowKeys): boolean {
  const onRow = at >= 0 && at < count
  if (key === 'j' || (key === 'ArrowDown' && onRow)) move(Math.min(at + 1, count - 1))
  else if (key === 'k' || (key === 'ArrowUp' && onRow)) move(Math.max(at - 1, 0))
  else if (key === 'x' && onRow) choose(at)
  else if (key === 'Enter' && onRow && !isControl(target)) enter(at)
  else if (key === '/') return focusSearch()
  else return false
  return true
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('[data-list-search] input, input[data-list-search]')
  field?.focus()
  field?.select()
  return field !== null
}
