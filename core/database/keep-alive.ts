import type { EmbeddedDatabase } from './embedded.ts'

const LOOK_MS = 1000

/**
 * Looks once a second whether the embedded server still runs, and starts it again when somebody (the kernel short of
 * memory) has killed it: nobody else would, and every request would be answered 503 until then. A look reads one small file.
 */
export function keepAlive(embedded: EmbeddedDatabase): { stop(): void } {
  let busy = false
  const look = async () => {
    if (busy) return
    busy = true
    try {
      await embedded.revive()
    } catch {
      // The dead server's children may still hold its memory; the next look tries again.
    } finally {
      busy = false
    }
  }
  const timer = setInterval(() => void look(), LOOK_MS).unref()
  return { stop: () => clearInterval(timer) }
}
