import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bgNbd } from './bg-nbd.ts'
import type { History } from './cells.ts'
import { collapse } from './collapse.ts'
import { fitTable } from './fit-table.ts'
import { intervalOf } from './interval-of.ts'
import { paretoNbd } from './pareto-nbd.ts'
import type { PurchaseModel } from './purchase-model.ts'

const models: PurchaseModel[] = [bgNbd, paretoNbd]
const parameter = (min: number, max: number) =>
  fc.double({ min: Math.log(min), max: Math.log(max), noNaN: true }).map(Math.exp)
// r, α and either a, b or s, β: β is a time.
const parametersOf = ({ name }: PurchaseModel) =>
  fc.tuple(
    parameter(0.1, 5),
    parameter(1, 300),
    parameter(0.1, 5),
    name === 'bg-nbd' ? parameter(0.2, 8) : parameter(1, 3000),
  )
const history = fc
  .record({
    x: fc.integer({ min: 0, max: 60 }),
    T: fc.double({ min: 1, max: 1500, noNaN: true }),
    part: fc.double({ min: 0.01, max: 1, noNaN: true }),
    factor: fc.constantFrom(0.6, 1, 1.7),
  })
  .map(({ x, T, part, factor }): History => ({ x, T, tx: x === 0 ? 0 : part * T, factor }))
const time = parameter(1, 700)
const slack = 1 + 1e-9

for (const model of models) {
  const at = parametersOf(model)
  test(`${model.name}: the later the last purchase and the shorter the silence, the likelier they are active`, () => {
    fc.assert(
      fc.property(at, history, fc.double({ min: 0, max: 1, noNaN: true }), (parameters, one, part) => {
        const alive = model.alive(parameters, one)
        assert.ok(alive >= 0 && alive <= 1)
        if (one.x === 0) return
        const later = { ...one, tx: one.tx + part * (one.T - one.tx) }
        assert.ok(model.alive(parameters, later) * slack >= alive, 'a later last purchase')
        assert.ok(model.alive(parameters, { ...one, T: one.T + 30 }) <= alive * slack, 'a longer silence')
      }),
    )
  })

  test(`${model.name}: more purchases or more time to come, more are expected; oftener in a better cohort`, () => {
    fc.assert(
      fc.property(at, history, time, (parameters, one, t) => {
        const expected = model.expected(parameters, one, t)
        assert.ok(expected > 0 && Number.isFinite(expected))
        assert.ok(model.expected(parameters, { ...one, x: one.x + 1 }, t) > expected)
        assert.ok(model.expected(parameters, one, t * 1.5) > expected)
        assert.ok(model.expected(parameters, { ...one, factor: one.factor * 1.2 }, t) > expected)
      }),
    )
  })

  test(`${model.name}: the distribution of counts is one, its mean is the expected number, its interval holds what it states`, () => {
    const into = new Float64Array(1 << 13)
    fc.assert(
      fc.property(at, history, time, (parameters, one, t) => {
        // Where the mean itself lies in the thousands the row of counts is not long enough, which no shop needs.
        const expected = model.expected(parameters, one, t)
        fc.pre(((one.x + (parameters[0] as number)) * t) / ((parameters[1] as number) / one.factor + one.T) < 300)
        const size = model.counts(parameters, one, t, into)
        let [sum, mean] = [0, 0]
        for (let n = 0; n < size; n++) {
          sum += into[n] as number
          mean += n * (into[n] as number)
        }
        assert.ok(Math.abs(sum - 1) < 1e-5, `sum ${sum}`)
        assert.ok(Math.abs(mean - expected) < 1e-4 * Math.max(1, expected), `mean ${mean} of ${expected}`)
        const { low, high, inside } = intervalOf(into, size)
        assert.ok(low <= high && inside >= 0.8 - 1e-5 && inside <= 1)
        const within = into.slice(low, high + 1).reduce((total, chance) => total + chance, 0)
        assert.ok(Math.abs(within - inside) < 1e-5)
      }),
      { numRuns: 150 },
    )
  })

  test(`${model.name}: nothing overflows at the ends of what a file may hold`, () => {
    const extremes = [
      { x: 0, tx: 0, T: 0 },
      { x: 0, tx: 0, T: 1e5 },
      { x: 1, tx: 1e-6, T: 1e5 },
      { x: 5000, tx: 4999, T: 5000 },
      { x: 5000, tx: 50, T: 36_500 },
      { x: 20_000, tx: 3650, T: 3650 },
    ]
    const into = new Float64Array(1 << 14)
    for (const parameters of [
      [0.25, 4.4, 0.8, 2.4],
      [0.5, 10, 0.6, 12],
      [3, 1e-3, 4, 1e-3],
      [0.01, 1e4, 0.01, 1e4],
    ]) {
      for (const one of extremes) {
        const { cells } = collapse({ x: [one.x], tx: [one.tx], T: [one.T] })
        const log = model.logLikelihood(parameters, cells)
        assert.ok(Number.isFinite(log), `${model.name} ${parameters}: ${JSON.stringify(one)} ${log}`)
        const alive = model.alive(parameters, { ...one, factor: 1 })
        assert.ok(alive >= 0 && alive <= 1, String(alive))
        const expected = model.expected(parameters, { ...one, factor: 1 }, 365)
        assert.ok(expected >= 0 && Number.isFinite(expected), String(expected))
        assert.ok(model.counts(parameters, { ...one, factor: 1 }, 365, into) > 0)
        assert.ok(into.every((chance) => chance >= 0 && chance <= 1))
      }
    }
  })
}

test('times in another unit give the same model', () => {
  const weeks = { x: [0, 2, 1, 5, 0, 3], tx: [0, 10, 3, 30, 0, 12], T: [38, 36, 39, 33, 30, 28] }
  const days = { x: weeks.x, tx: weeks.tx.map((t) => t * 7), T: weeks.T.map((t) => t * 7) }
  for (const model of models) {
    const sum = weeks.x.reduce((total, x) => total + x, 0)
    const [inWeeks, inDays] = [fitTable(model, weeks), fitTable(model, days)]
    assert.ok(Math.abs(inWeeks.logLikelihood - sum * Math.log(7) - inDays.logLikelihood) < 1e-4)
  }
})
