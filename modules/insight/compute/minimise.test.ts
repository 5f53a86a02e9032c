import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minimise } from './minimise.ts'

const near = (given: readonly number[], wanted: readonly number[], within: number) =>
  wanted.forEach((value, index) => {
    assert.ok(Math.abs((given[index] ?? Number.NaN) - value) < within, `${given} is not near ${wanted}`)
  })

test('finds the bottom of a curved valley (Rosenbrock 1960) and of a bowl in five dimensions', () => {
  const valley = minimise(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1])
  near(valley.at, [1, 1], 1e-3)
  const wanted = [3, -2, 0.5, 7, -0.1]
  const bowl = minimise(
    (at) => at.reduce((sum, x, axis) => sum + (axis + 1) * (x - (wanted[axis] ?? 0)) ** 2, 4),
    [0, 0, 0, 0, 0],
  )
  near(bowl.at, wanted, 1e-3)
  assert.ok(Math.abs(bowl.value - 4) < 1e-8)
})

test('keeps out of where there is no value, and stops when told', () => {
  const fenced = minimise(([x = 0]) => (x <= 0 ? Number.NaN : x - Math.log(x)), [5])
  near(fenced.at, [1], 1e-3)
  assert.ok(minimise(([x = 0]) => x, [0], { mostEvaluations: 50 }).evaluations <= 53)
})
