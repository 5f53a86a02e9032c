import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minimise } from './minimise.ts'
import { refine } from './refine.ts'

/** A smooth valley that bends: log-sum-exp along crossing directions. */
const valley = ([x = 0, y = 0, z = 0]: readonly number[]) =>
  Math.log(Math.exp(x + 3 * y - 0.1) + Math.exp(x - 3 * y - 0.1) + Math.exp(-x - 0.1)) + 0.3 * (z - x * y) ** 2

test('arrives where a search without derivatives arrives, with a fraction of its evaluations', () => {
  const searched = minimise(valley, [0.3, 0.2, 0.4])
  const found = refine(valley, [0.3, 0.2, 0.4])
  assert.ok(found)
  searched.at.forEach((x, axis) => {
    assert.ok(Math.abs(x - (found.at[axis] ?? Number.NaN)) < 1e-3)
  })
  assert.ok(Math.abs(searched.value - found.value) < 1e-7)
  assert.ok(found.evaluations * 2 < searched.evaluations, `${found.evaluations} of ${searched.evaluations}`)
})

test('goes on where the curvature has no sense at first, and gives up where nothing leads down', () => {
  const bent = refine(([x = 0, y = 0]) => (x * x - 1) ** 2 + (y - x) ** 2, [0.5, 0.5])
  assert.ok(bent)
  assert.ok(Math.abs((bent.at[0] ?? 0) - 1) < 1e-3)
  assert.equal(
    refine(([x = 0]) => -x * x, [0.5]),
    null,
  )
  assert.equal(
    refine(([x = 0]) => Number(x > 0) * Number.NaN, [0.001]),
    null,
  )
})
