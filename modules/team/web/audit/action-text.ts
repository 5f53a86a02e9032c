import i18next from 'i18next'

/**
 * What was done, in the reader's language: `<room>:action.<thing_done>` for `room.thing.done`, and for a reading of
 * personal data `read.<path>` of whichever room serves it; the bare name where no room has words.
 */
export function actionText(action: string): string {
  const read = /^read (.+)$/.exec(action)?.[1]
  if (read) return i18next.t('team:audit.read', { what: readText(read), interpolation: { escapeValue: false } })
  const [room = '', ...rest] = action.split('.')
  const key = room === 'core' ? `team:coreAction.${rest.join('_')}` : `${room}:action.${rest.join('_')}`
  return i18next.exists(key) ? i18next.t(key) : action
}

/** `GET /api/customers/:customerId/consents` → the words of `read.customers_one_consents`. */
function readText(call: string): string {
  const path = call
    .replace(/^\w+ \/api\//, '')
    .replace(/:\w+/g, 'one')
    .replace(/\W/g, '_')
  const rooms = i18next.options.ns
  const key = (Array.isArray(rooms) ? rooms : [])
    .map((room) => `${room}:read.${path}`)
    .find((one) => i18next.exists(one))
  return key ? i18next.t(key) : call
}
