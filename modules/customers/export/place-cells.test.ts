import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeOf } from '../import/person-of-row.ts'
import { placeCells } from './place-cells.ts'

const backAgain = (country: string | null, region: string | null, city: string | null) => {
  const place = placeOf({ country, region, city })
  return placeCells({ country: place.country ?? null, regionPath: place.region_path ?? null, city: place.city ?? null })
}

test('a place goes out as it came in, also without a country, and a city is no country', () => {
  assert.deepEqual(backAgain(null, null, 'Berlin'), ['', '', 'Berlin'])
  assert.deepEqual(backAgain(null, 'Bayern', 'München'), ['', 'Bayern', 'München'])
  assert.deepEqual(backAgain('DE', 'Bayern', 'München'), ['DE', 'Bayern', 'München'])
  assert.deepEqual(backAgain(null, '广东', '深圳'), ['CN', '广东', '深圳'])
  assert.equal(placeOf({ country: null, region: null, city: 'Berlin' }).country, undefined)
})
