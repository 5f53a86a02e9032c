const LONGEST = 41
const NOT_ALLOWED = ['constructor', 'prototype']

/** A key for a field that people gave a label only: its Latin letters, else a number; never one that is taken. */
export function fieldKey(label: string, taken: readonly string[]): string {
  const latin = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|(?<!_)_+$/g, '')
    .slice(0, LONGEST - 4)
  const isFree = (key: string) => !taken.includes(key) && !NOT_ALLOWED.includes(key)
  if (latin.length > 1 && isFree(latin)) return latin
  const stem = latin.length > 1 ? latin : 'field'
  for (let number = latin.length > 1 ? 2 : 1; ; number++) {
    const key = `${stem}_${number}`
    if (isFree(key)) return key
  }
}
