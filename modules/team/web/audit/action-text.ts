import i18next from 'i18next'

/**
 * What was done, in the reader's language: `<room>:action.<thing_done>` for `room.thing.done`, where the room has words
 * for it; else the bare name.
 */
export function actionText(action: string): string {
  const read = /^read (.+)$/.exec(action)?.[1]
  if (read) return i18next.t('team:audit.read', { what: read, interpolation: { escapeValue: false } })
  const [room = '', ...rest] = action.split('.')
  const key = room === 'core' ? `team:coreAction.${rest.join('_')}` : `${room}:action.${rest.join('_')}`
  return i18next.exists(key) ? i18next.t(key) : action
}
