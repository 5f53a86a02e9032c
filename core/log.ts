import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'
import { logFields, logText } from './log-fields.ts'

const MAX_MESSAGE = 1000

/**
 * The structured log: one JSON line per event of at most 8 kB, secrets left out, so that nothing a caller sends can
 * break a line or fill the disk.
 */
export function openLog(level = process.env.LOG_LEVEL ?? 'info', stream?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: { app: 'rapport' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: logFields },
    hooks: {
      logMethod(args, method) {
        method.apply(this, tidyArguments(args) as Parameters<typeof method>)
      },
    },
  }
  return pino(options, stream ?? pino.destination({ dest: 2, sync: true }))
}

/** Fields and one message, whatever the caller gave: pino would take an error's whole message by itself. */
function tidyArguments(args: unknown[]): unknown[] {
  const [first, ...rest] = args
  const fields = first instanceof Error ? { err: first } : first
  const texts = (typeof fields === 'string' ? args : rest).filter((one) => typeof one !== 'object')
  const error = (fields as { err?: unknown } | null)?.err
  if (texts.length === 0 && error instanceof Error) texts.push(error.message)
  const each = Math.floor(MAX_MESSAGE / Math.max(1, texts.length))
  const messages = texts.map((one) => (typeof one === 'string' ? logText(one, each) : one))
  return typeof fields === 'object' && fields !== null ? [fields, ...messages] : messages
}
