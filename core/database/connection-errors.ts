const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH'])

/** True when the database went away (restart, network), so that trying again later makes sense. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = (error as { code?: string }).code ?? ''
  // Class 08: connection exceptions; 57P01–57P03: shutdown, crash, starting up; 25P03: idle transaction ended.
  if (code.startsWith('08') || /^57P0[1-3]$/.test(code) || code === '25P03') return true
  if (SOCKET_CODES.has(code)) return true
  return /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect/.test(
    error.message,
  )
}
