/** One event as Segment's API takes it, without who it is about. */
export type Event = { type: 'page' | 'track' | 'identify'; [field: string]: unknown }

const FLUSH_MS = 800
const MOST_WAITING = 200
/** Browsers send no more than 64 kB when a page goes. */
const MOST_BYTES = 60_000
const AGAIN_MS = [2000, 10_000, 60_000]

/**
 * Collects events and sends them in batches, as text/plain so that the browser need not ask first. What could not be sent
 * is tried again; what waits when the page goes is handed to the browser to send.
 */
export function openSender(url: string, writeKey: string, who: () => { anonymousId: string; userId?: string }) {
  let waiting: object[] = []
  let timer: number | undefined
  let failures = 0
  const pack = (events: object[]) => JSON.stringify({ writeKey, sentAt: new Date().toISOString(), batch: events })
  const later = (ms: number) => {
    if (timer !== undefined) return
    timer = window.setTimeout(() => {
      timer = undefined
      void flush()
    }, ms)
  }
  const take = () => {
    const taken: object[] = []
    let size = 0
    while (waiting[0] && (taken.length === 0 || size < MOST_BYTES)) {
      size += JSON.stringify(waiting[0]).length
      taken.push(waiting.shift() as object)
    }
    return taken
  }
  async function flush(): Promise<void> {
    if (waiting.length === 0) return
    const events = take()
    const answer = await fetch(url, { method: 'POST', body: pack(events), keepalive: true, credentials: 'omit' }).catch(
      () => null,
    )
    if (answer?.ok || (answer && answer.status < 500 && answer.status !== 429)) {
      failures = 0
      if (waiting.length > 0) later(0)
      return
    }
    waiting = [...events, ...waiting].slice(0, MOST_WAITING)
    later(AGAIN_MS[Math.min(failures++, AGAIN_MS.length - 1)] as number)
  }
  addEventListener('pagehide', () => {
    while (waiting.length > 0) navigator.sendBeacon(url, new Blob([pack(take())], { type: 'text/plain' }))
  })
  return (event: Event): void => {
    const page = { path: location.pathname, url: location.href, title: document.title, referrer: document.referrer }
    const about = { messageId: crypto.randomUUID(), timestamp: new Date().toISOString(), ...who(), context: { page } }
    if (waiting.length < MOST_WAITING) waiting.push({ ...about, ...event })
    later(FLUSH_MS)
  }
}

export type Send = ReturnType<typeof openSender>
