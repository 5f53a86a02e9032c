import type { Field } from './field.ts'
import { valueShares } from './value-shares.ts'

/** Shares of names as they sound: 许, 徐 and Xu are counted together. */
export function soundShares(field: Field | undefined, country: Field | undefined): Float64Array {
  if (!field) return new Float64Array()
  const places = new Map<string, number>()
  const firstWithSound = field.values.sounds.map((sound, code) => {
    const first = places.get(sound) ?? code
    places.set(sound, first)
    return first
  })
  const codes = field.codes.map((code) => (code < 0 ? -1 : (firstWithSound[code] ?? -1)))
  return valueShares(field, country, codes)
}

/**
 * Shares of names for exact agreement: of the characters where they are Chinese, of the sound where letters are: Xu may be
 * any of them, however few write it so.
 */
export function nameShares(field: Field, country: Field | undefined): Float64Array {
  const written = valueShares(field, country)
  const { texts, sounds } = field.values
  return soundShares(field, country).map((share, record) => {
    const code = field.codes[record] ?? -1
    return texts[code] === sounds[code] ? share : (written[record] ?? 0)
  })
}
