import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '#core/words/seeded-random.ts'
import { calibrate } from './calibrate.ts'
import { shareAt } from './share-at.ts'

test('shares rise with the score and are near the truth', () => {
  const random = seededRandom(3)
  const scores = Array.from({ length: 20_000 }, () => random())
  const came = scores.map((score) => random() < score ** 2 / 2)
  const calibration = calibrate(scores, came)
  assert.ok(calibration.shares.every((share, at) => at === 0 || share > (calibration.shares[at - 1] as number)))
  for (const score of [0.2, 0.5, 0.8, 0.95]) {
    const share = shareAt(calibration, score)
    assert.ok(Math.abs(share - score ** 2 / 2) < 0.05, `${score}: ${share}`)
  }
  assert.equal(shareAt(calibration, -1), calibration.shares[0])
})

test('without trials there is no chance, and one that never came true is more than nothing', () => {
  assert.equal(shareAt(calibrate([], []), 1), 0)
  const rare = calibrate([1, 2, 3, 4], [false, false, false, true])
  assert.equal(rare.shares.length, 1)
  assert.ok((rare.shares[0] as number) > 0)
})
