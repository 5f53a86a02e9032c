import { useEffect, useRef } from 'react'
import { type DeskNote, listenLive } from './live.ts'

const GATHER_MS = 300

/**
 * Runs `handler` when something of these topics changed elsewhere: at once, and of a burst of the same topic and id once more
 * when it has gone on for a while.
 */
export function useLive(topics: string | readonly string[], handler: (note: DeskNote) => void): void {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  const names = typeof topics === 'string' ? topics : topics.join(' ')
  useEffect(() => {
    if (names === '') return
    const waiting = new Map<string, ReturnType<typeof setTimeout>>()
    const again = new Set<string>()
    const hear = (note: DeskNote) => {
      const key = `${note.topic} ${note.id}`
      if (waiting.has(key)) {
        again.add(key)
        return
      }
      latest.current(note)
      const rest = () => {
        waiting.delete(key)
        if (again.delete(key)) hear(note)
      }
      waiting.set(key, setTimeout(rest, GATHER_MS))
    }
    const stops = names.split(' ').map((topic) => listenLive(topic, hear))
    return () => {
      for (const stop of stops) stop()
      for (const timer of waiting.values()) clearTimeout(timer)
    }
  }, [names])
}
