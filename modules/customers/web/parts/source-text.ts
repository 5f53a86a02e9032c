import i18next from 'i18next'

/** Where a record or order came from, in the reader's language where the house names it itself, else as it was typed. */
export function sourceText(source: string): string {
  const key = `customers:sourceOf.${source.trim().toLowerCase()}`
  return i18next.exists(key) ? i18next.t(key) : source
}
