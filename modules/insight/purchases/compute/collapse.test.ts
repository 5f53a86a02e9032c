import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { randomDraws } from '../testing/random-draws.ts'
import { collapse } from './collapse.ts'
import { historyOf } from './history-of.ts'
import { intervalOf } from './interval-of.ts'

test('equal histories of one group become one cell, and every customer finds their own history again', () => {
  const row = fc.record({
    x: fc.integer({ min: 0, max: 4 }),
    tx: fc.constantFrom(0, 1.5, 7),
    T: fc.constantFrom(7, 9.25, 30),
    group: fc.integer({ min: 0, max: 2 }),
  })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 200 }), (rows) => {
      const column = (name: 'x' | 'tx' | 'T') => rows.map((one) => one[name])
      const group = Uint16Array.from(rows, (one) => one.group)
      const { cells, cellOf, rounding } = collapse({ x: column('x'), tx: column('tx'), T: column('T'), group })
      assert.equal(rounding, 0)
      assert.equal(cells.size, new Set(rows.map((one) => JSON.stringify(one))).size)
      assert.equal(
        cells.weight.reduce((sum, weight) => sum + weight, 0),
        rows.length,
      )
      rows.forEach(({ group: own, ...one }, at) => {
        const cell = cellOf[at] as number
        assert.deepEqual({ ...historyOf(cells, cell), group: cells.group[cell] }, { ...one, factor: 1, group: own })
      })
    }),
  )
})

test('where there are too many, values are rounded by the share that is told, and totals stay', () => {
  const { uniform } = randomDraws(1)
  const T = Float64Array.from({ length: 20_000 }, () => Math.floor(1 + 1500 * uniform()))
  const tx = T.map((age) => Math.floor(age * uniform()))
  const x = tx.map((last) => (last === 0 ? 0 : 1 + Math.floor(40 * uniform() ** 3)))
  const exact = collapse({ x, tx, T })
  const { cells, cellOf, rounding } = collapse({ x, tx, T }, 4000)
  assert.ok(exact.cells.size > 15_000 && cells.size <= 4000 && rounding > 0)
  const total = (column: Float64Array) =>
    cells.weight.reduce((sum, weight, cell) => sum + weight * (column[cell] as number), 0)
  for (const [rounded, given] of [
    [cells.T, T],
    [cells.tx, tx],
  ] as const) {
    const sum = given.reduce((all, one) => all + one, 0)
    assert.ok(Math.abs(total(rounded) / sum - 1) < 1e-9)
  }
  T.forEach((age, at) => {
    const { T: near, x: count } = historyOf(cells, cellOf[at] as number)
    assert.ok(Math.abs(near - age) <= Math.max(1, rounding * age * 1.1), `${near} for ${age}`)
    assert.ok(Math.abs(count - (x[at] as number)) <= Math.max(0, rounding * (x[at] as number) * 1.1))
  })
})

test('intervals of counts: from 0 where nothing is likely, else with equal parts left out at most', () => {
  assert.deepEqual(intervalOf(Float64Array.of(0.85, 0.1, 0.05), 3), { low: 0, high: 0, inside: 0.85 })
  assert.deepEqual(intervalOf(Float64Array.of(0.5, 0.25, 0.2, 0.05), 4), { low: 0, high: 2, inside: 0.95 })
  const { low, high, inside } = intervalOf(Float64Array.of(0.05, 0.04, 0.4, 0.4, 0.06, 0.05), 6)
  assert.deepEqual([low, high], [2, 4])
  assert.ok(Math.abs(inside - 0.86) < 1e-12)
})
