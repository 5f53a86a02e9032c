import type { TFunction } from 'i18next'

/** An event type, or all of a room (`orders.*`), in the reader's words. */
export function eventText(t: TFunction, type: string): string {
  const room = type.endsWith('.*') ? type.slice(0, -2) : null
  return room ? t('webhooks:event.all', { room: t(`webhooks:room.${room}`) }) : t(`webhooks:type.${type}`)
}
