import { refresh } from '#core/web/query-client.ts'

const REST_MS = 30_000
let last = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** Asks again for all shown answers, at most twice a minute: in a busy shop the facts are others with every order. */
export function refreshCalmly(path: string): void {
  if (timer !== undefined) return
  const wait = Math.max(0, last + REST_MS - Date.now())
  timer = setTimeout(() => {
    last = Date.now()
    timer = undefined
    void refresh(path)
  }, wait)
}
