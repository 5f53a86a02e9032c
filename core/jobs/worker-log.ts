import { Logger } from 'graphile-worker'
import type { Logger as HouseLog } from 'pino'

/** The queue's messages in the house's log; its chatter only at debug. */
export function workerLog(log: HouseLog): Logger {
  return new Logger(() => (level, message, meta) => {
    const fields = meta && 'error' in meta ? { err: meta.error } : {}
    if (level === 'error') log.error(fields, message)
    else if (level === 'warning') log.warn(fields, message)
    else log.debug(fields, message)
  })
}
