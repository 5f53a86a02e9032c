import { useMemo } from 'react'
import { useAddress } from '#core/web/use-address.ts'
import type { ChartKind } from '../../explore/chart-rules.ts'
import type { Query } from '../../explore/contract.ts'
import { type Cell, readCell, writeCell } from './cell.ts'
import { readQuestion, writeQuestion } from './question-address.ts'

/** The question in the address, and how to ask another. Another question closes the list that was open. */
export function useQuestion() {
  const { search, set } = useAddress()
  const text = JSON.stringify(search)
  const question = useMemo(() => {
    const now = JSON.parse(text) as Record<string, string>
    return { ...readQuestion(now), cell: readCell(now['cell']), savedId: now['saved'] }
  }, [text])
  return {
    ...question,
    ask: (query: Query, chart?: ChartKind, more: Record<string, string | undefined> = {}) => {
      const before = Object.fromEntries(Object.keys(search).map((key) => [key, undefined]))
      const kept = search['saved'] ? { saved: search['saved'] } : {}
      set({ ...before, ...kept, ...writeQuestion(query, chart), ...more }, { push: true })
    },
    open: (cell: Cell | null) => set({ cell: cell ? writeCell(cell) : undefined }),
  }
}
