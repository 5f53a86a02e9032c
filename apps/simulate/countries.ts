export type Country = 'CN' | 'GB' | 'US' | 'DE' | 'BR'

// 25 customers in a row hold 18 Chinese ones; a fixed pattern lets a customer know their rank within the country.
const PATTERN: readonly Country[] = [
  'CN',
  'CN',
  'GB',
  'CN',
  'CN',
  'CN',
  'US',
  'CN',
  'CN',
  'DE',
  'CN',
  'CN',
  'CN',
  'BR',
  'CN',
  'CN',
  'GB',
  'CN',
  'CN',
  'US',
  'CN',
  'CN',
  'DE',
  'CN',
  'CN',
]

/** The country of customer number `index`, and how many of that country came before: reserved phone numbers are given out by rank. */
export function countryOf(index: number): { country: Country; rank: number } {
  const place = index % PATTERN.length
  const country = PATTERN[place] ?? 'CN'
  let perRound = 0
  let before = 0
  PATTERN.forEach((entry, i) => {
    if (entry !== country) return
    perRound++
    if (i < place) before++
  })
  return { country, rank: Math.floor(index / PATTERN.length) * perRound + before }
}
