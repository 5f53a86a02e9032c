import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'

const MAX_TEXT = 2000

/**
 * The structured log: one JSON line per event, secrets left out, every text cut to 2 kB, so that nothing a caller
 * sends can break a line or fill the disk.
 */
export function openLog(level = process.env.LOG_LEVEL ?? 'info', stream?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { app: 'rapport' },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'password',
        'token',
        'secret',
        'authorization',
        'cookie',
        '*.password',
        '*.token',
        '*.secret',
        '*.cookie',
        '*.authorization',
      ],
      censor: '[redacted]',
    },
    formatters: { level: (label) => ({ level: label }), log: (fields) => cutTexts(fields) as Record<string, unknown> },
  }
  return pino(options, stream ?? pino.destination({ dest: 2, sync: true }))
}

function cutTexts(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value
  if (value instanceof Error) {
    return { type: value.name, message: cutTexts(value.message), stack: cutTexts(value.stack), ...errorCode(value) }
  }
  if (typeof value !== 'object' || value === null || depth > 3)
    return typeof value === 'object' && value ? '[deep]' : value
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => cutTexts(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 40)
      .map(([key, item]) => [key.slice(0, 80), cutTexts(item, depth + 1)]),
  )
}

const errorCode = (error: Error) => ('code' in error ? { code: cutTexts(error.code) } : {})
