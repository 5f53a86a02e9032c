/** What a shell gives to a command that a closed pipe has ended. */
const ENDED_BY_PIPE = 141

/**
 * Whoever reads may stop early, as `head` does: no fault to tell. What was begun is still brought to its end, and databases are
 * closed; what is printed after that goes nowhere.
 */
export function bearClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      process.exitCode = ENDED_BY_PIPE
    })
  }
}
