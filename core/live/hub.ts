import pg from 'pg'
import type { House } from '#core/house.ts'
import type { LiveNote } from './note.ts'

const RETRY_MS = 1000

export interface Hub {
  /** Hands every live note of the whole company to `listener`; returns how to stop. */
  listen(listener: (note: LiveNote) => void): () => void
  /** A listener that wants to know that notes may have been missed (the database was away). */
  onGap(listener: () => void): () => void
  close(): Promise<void>
}

/** One LISTEN connection per process; it comes back by itself after the database was away. */
export function openHub(house: House): Hub {
  const listeners = new Set<(note: LiveNote) => void>()
  const gaps = new Set<() => void>()
  let closed = false
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined

  const connect = async (first: boolean) => {
    const next = new pg.Client({ ...house.database.connection, application_name: 'rapport live' })
    next.on('notification', ({ payload }) => {
      const note = JSON.parse(payload ?? '{}') as LiveNote
      for (const listener of listeners) listener(note)
    })
    next.on('error', () => retry())
    next.on('end', () => retry())
    try {
      await next.connect()
      await next.query('listen rapport_live')
      client = next
      if (!first) for (const gap of gaps) gap()
    } catch {
      retry()
    }
  }
  const retry = () => {
    client = null
    if (closed || timer) return
    timer = setTimeout(() => {
      timer = undefined
      void connect(false)
    }, RETRY_MS)
  }
  void connect(true)
  return {
    listen: (listener) => remember(listeners, listener),
    onGap: (listener) => remember(gaps, listener),
    close: async () => {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}

function remember<T>(set: Set<T>, item: T): () => void {
  set.add(item)
  return () => set.delete(item)
}
