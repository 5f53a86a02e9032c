import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { couldBeWithin, couldReach } from './could-be-close.ts'
import { editDistance } from './edit-distance.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { bitCount, letterMask } from './letter-mask.ts'
import { wordOverlap } from './word-overlap.ts'

const near = (found: number, wanted: number) => assert.ok(Math.abs(found - wanted) < 0.0005, `${found} for ${wanted}`)
const name = fc.string({ unit: fc.constantFrom(...'abcdeé张三 '), maxLength: 12 })

test('Jaro–Winkler gives the published examples', () => {
  // Winkler (1990), table of examples; SHACKLEFORD and DWAYNE by Jaro's formula with the bonus for the beginning.
  near(jaroWinkler('martha', 'marhta'), 0.9611)
  near(jaroWinkler('dwayne', 'duane'), 0.84)
  near(jaroWinkler('dixon', 'dicksonx'), 0.8133)
  near(jaroWinkler('shackleford', 'shackelford'), 0.9818)
  assert.equal(jaroWinkler('abc', 'xyz'), 0)
  assert.equal(jaroWinkler('', 'a'), 0)
})

test('edits are counted, swapped neighbours as one, and not beyond the bound', () => {
  assert.equal(editDistance('smith', 'smiht', 3), 1)
  assert.equal(editDistance('kitten', 'sitting', 5), 3)
  assert.equal(editDistance('kitten', 'sitting', 2), 3)
  assert.equal(editDistance('ca', 'abc', 5), 3, 'the restricted form touches no letter twice')
  assert.equal(editDistance('', 'abc', 5), 3)
})

test('distances are the same in either order and know equality', () => {
  fc.assert(
    fc.property(name, name, (a, b) => {
      assert.equal(editDistance(a, b, 20), editDistance(b, a, 20))
      assert.equal(editDistance(a, b, 20) === 0, a === b)
      near(jaroWinkler(a, b), jaroWinkler(b, a))
      assert.ok(jaroWinkler(a, b) <= 1 && (a !== b || jaroWinkler(a, b) === 1))
      assert.equal(wordOverlap(a, b), wordOverlap(b, a))
    }),
    { numRuns: 2000 },
  )
})

test('the quick look never refuses what the slow one accepts', () => {
  fc.assert(
    fc.property(name, name, fc.double({ min: 0.5, max: 1, noNaN: true }), fc.nat(4), (a, b, least, most) => {
      fc.pre(a !== b)
      const [maskA, maskB] = [letterMask(a), letterMask(b)]
      if (jaroWinkler(a, b) >= least) assert.ok(couldReach(a, b, maskA, maskB, least))
      if (editDistance(a, b, most) <= most) assert.ok(couldBeWithin(a, b, maskA, maskB, most))
    }),
    { numRuns: 5000 },
  )
})

test('bits are counted', () => {
  for (const mask of [0, 1, -1, 0x55555555, 1 << 31]) {
    assert.equal(bitCount(mask), (mask >>> 0).toString(2).replaceAll('0', '').length)
  }
})
