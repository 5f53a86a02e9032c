import i18next from 'i18next'
import { ApiError } from './api-error.ts'

/** What an error means and what to do, in the reader's language: `<room>:errors.<code>` of any room, else the server's words. */
export function errorText(error: unknown): string {
  if (!(error instanceof ApiError)) return i18next.t('kit:errors.page_broke')
  return codeText(error.code, error.details) ?? (error.message || i18next.t('kit:errors.unknown'))
}

/** The words of an error code; null when no room has any. */
export function codeText(code: string, details: Record<string, unknown> = {}): string | null {
  const rooms = i18next.options.ns
  const names = Array.isArray(rooms) ? rooms : ['kit']
  const key = names.map((room) => `${room}:errors.${code}`).find((one) => i18next.exists(one))
  return key ? i18next.t(key, details) : null
}
