import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { Country } from './countries.ts'
import { phoneNumber } from './phone-number.ts'

test('every number is valid in its country and given out once', () => {
  const enough: Record<Country, number> = { CN: 8000, GB: 8000, US: 3000, DE: 5000, BR: 8000 }
  for (const country of Object.keys(enough) as Country[]) {
    const seen = new Set<string>()
    for (let rank = 0; rank < 8000; rank++) {
      const number = phoneNumber(country, rank)
      if (number === undefined) continue
      const parsed = parsePhoneNumberFromString(number)
      assert.ok(parsed?.isValid() && parsed.country === country, number)
      assert.ok(!seen.has(number), `${number} twice`)
      seen.add(number)
    }
    assert.equal(seen.size, enough[country])
  }
})

test('Chinese numbers come from the satellite ranges only', () => {
  for (let rank = 0; rank < 15_999_999; rank += 9973)
    assert.match(phoneNumber('CN', rank) ?? '', /^\+861(349\d{7}|740[0-5]\d{6})$/)
})
