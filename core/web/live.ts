/** What a live note carries: ids, never data. */
export interface DeskNote {
  topic: string
  id: string | null
}

type Listener = (note: DeskNote) => void

const FIRST_WAIT_MS = 2000
const LONGEST_WAIT_MS = 30_000
// Browsers allow six connections per host: tabs in the background must not hold one.
const HIDDEN_MS = 60_000

const listeners = new Map<string, Set<Listener>>()
let source: EventSource | null = null
let wait = FIRST_WAIT_MS
let timer: ReturnType<typeof setTimeout> | undefined
let missed = false

/** Hears the notes of a topic; `reload` comes when notes may have been missed. Returns how to stop. */
export function listenLive(topic: string, listener: Listener): () => void {
  const set = listeners.get(topic) ?? new Set()
  if (!listeners.has(topic)) {
    listeners.set(topic, set)
    if (source) subscribe(source, topic)
  }
  set.add(listener)
  if (!source && !timer && !document.hidden) connect()
  return () => {
    set.delete(listener)
  }
}

function tell(note: DeskNote): void {
  for (const listener of listeners.get(note.topic) ?? []) listener(note)
}

function subscribe(to: EventSource, topic: string): void {
  to.addEventListener(topic, (event) => {
    const { id } = JSON.parse((event as MessageEvent<string>).data) as { id?: string | null }
    tell({ topic, id: id ?? null })
  })
}

function connect(): void {
  timer = undefined
  const next = new EventSource('/api/live')
  source = next
  for (const topic of listeners.keys()) subscribe(next, topic)
  next.onopen = () => {
    wait = FIRST_WAIT_MS
    if (missed) tell({ topic: 'reload', id: null })
    missed = false
  }
  next.onerror = () => {
    missed = true
    // The browser comes back by itself unless the server refused; then we ask again, slower each time.
    if (next.readyState !== EventSource.CLOSED) return
    source = null
    timer = setTimeout(connect, wait)
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }
}

let hiding: ReturnType<typeof setTimeout> | undefined

function onVisibility(): void {
  clearTimeout(hiding)
  if (document.hidden) {
    hiding = setTimeout(() => {
      source?.close()
      source = null
      clearTimeout(timer)
      timer = undefined
      missed = true
    }, HIDDEN_MS)
  } else if (!source && !timer && listeners.size > 0) connect()
}

document.addEventListener('visibilitychange', onVisibility)
