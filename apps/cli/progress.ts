const WIDTH = 30

export interface Progress {
  show(phase: string, done: number, total?: number): void
  end(): void
}

/** A bar on standard error, on a terminal only: what a command prints stays clean. `what` is counted. */
export function showProgress(what = 'rows'): Progress {
  if (!process.stderr.isTTY) return { show: () => {}, end: () => {} }
  return {
    show: (phase, done, total) => {
      const share = total ? Math.min(1, done / total) : 0
      const bar = total
        ? `[${'#'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '.')}] ${Math.round(share * 100)} %`
        : ''
      process.stderr.write(`\r\x1b[K${phase} ${bar} ${done.toLocaleString('en')} ${what}`)
    },
    end: () => process.stderr.write('\r\x1b[K'),
  }
}
