import i18next from 'i18next'

// The server checks with zod, whose messages are English; these are the ones people meet.
const reasons: [RegExp, string][] = [
  [/>=1 char|, received (undefined|null)|required/i, 'required'],
  [/too (small|short)/i, 'too_small'],
  [/too (big|long)/i, 'too_big'],
  [/email/i, 'email'],
  [/url/i, 'url'],
  [/date/i, 'date'],
  [/expected (number|int)/i, 'number'],
  [/unrecognized/i, 'unknown'],
]

/** Why a field was refused, in the reader's language. */
export function reasonText(reason: string): string {
  const known = reasons.find(([pattern]) => pattern.test(reason))
  return known ? i18next.t(`kit:form.reason.${known[1]}`) : i18next.t('kit:form.reason.other', { reason })
}
