import i18next from 'i18next'
import { ApiError } from './api-error.ts'

/** What an error means and what to do, in the reader's language: `<room>:errors.<code>` of any room, else the server's words. */
export function errorText(error: unknown): string {
  if (!(error instanceof ApiError)) return i18next.t('kit:errors.page_broke')
  const rooms = i18next.options.ns
  const names = Array.isArray(rooms) ? rooms : ['kit']
  const known = names.map((room) => `${room}:errors.${error.code}`).find((key) => i18next.exists(key))
  return known ? i18next.t(known, error.details) : error.message || i18next.t('kit:errors.unknown')
}
