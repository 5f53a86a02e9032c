import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '#core/words/seeded-random.ts'
import { demandClass } from './demand-class.ts'
import { forecastPanel } from './forecast-panel.ts'
import type { PanelOptions, SeriesForecast } from './panel.ts'

const OPTIONS: PanelOptions = {
  horizon: 12,
  period: 52,
  rough: true,
  empty: 1,
  test: 26,
  every: 2,
  areAmounts: true,
  endsAfter: 52,
}

const one = (values: readonly number[], options: Partial<PanelOptions> = {}): SeriesForecast =>
  forecastPanel([{ values: Float64Array.from(values) }], { ...OPTIONS, ...options }).forecasts[0] as SeriesForecast

/** Sales of some weeks: dense or sparse. */
const sales = fc
  .tuple(
    fc.integer({ min: 1, max: 1e9 }),
    fc.integer({ min: 30, max: 140 }),
    fc.constantFrom(0.08, 0.3, 1),
    fc.integer({ min: 1, max: 40 }),
  )
  .map(([seed, weeks, share, size]) => {
    const random = seededRandom(seed)
    return Array.from({ length: weeks }, () => (random() < share ? 1 + Math.floor(random() * size) : 0))
  })
  .filter((values) => values.some((value) => value > 0))

const close = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * (1 + Math.abs(b))

test('twice the sales, twice the forecast and its intervals', () => {
  fc.assert(
    fc.property(sales, (values) => {
      const [single, double] = [one(values), one(values.map((value) => 2 * value))]
      assert.equal(double.model.name, single.model.name)
      for (const name of ['mean', 'low80', 'high80', 'low95', 'high95', 'sumMean', 'sumDeviation'] as const) {
        for (const [step, value] of single[name].entries())
          assert.ok(close(double[name][step] as number, 2 * value), `${single.model.name} ${name} ${step}: ${value}`)
      }
    }),
    { numRuns: 40 },
  )
})

test('intervals are ordered, never below 0, and grow no narrower', () => {
  fc.assert(
    fc.property(sales, (values) => {
      const { mean, low80, high80, low95, high95, sumDeviation } = one(values)
      for (let step = 0; step < 12; step++) {
        const at = (of: Float64Array) => of[step] as number
        assert.ok(0 <= at(low95) && at(low95) <= at(low80) && at(low80) <= at(high80) && at(high80) <= at(high95))
        assert.ok(at(mean) >= 0)
        if (step === 0) continue
        const before = (of: Float64Array) => of[step - 1] as number
        assert.ok(at(sumDeviation) >= before(sumDeviation) - 1e-9)
        if (close(at(mean), before(mean))) assert.ok(at(high95) - at(low95) >= before(high95) - before(low95) - 1e-6)
      }
    }),
    { numRuns: 40 },
  )
})

test('what was not sold for a year is expected near 0, and what dwindled near what is left', () => {
  const steady = Array.from({ length: 60 }, (_, week) => 5 + (week % 3))
  const ended = one([...steady, ...new Array(53).fill(0)])
  assert.equal(ended.state, 'ended')
  assert.ok((ended.sumMean[11] as number) < 1.6, String(ended.sumMean[11]))
  const dying = one([...steady, ...new Array(40).fill(0)])
  assert.ok((dying.mean[0] as number) < 1, `${dying.model.name} ${dying.mean[0]}`)
})

test('too few weeks: the mean, with an empty week counted, and it says so', () => {
  const few = one([4, 0, 4])
  assert.equal(few.state, 'too_little_data')
  assert.ok(close(few.mean[0] as number, 2))
  assert.deepEqual([few.quality.mase, few.quality.origins], [null, 0])
})

test('a trend is followed, a level is not taken for one', () => {
  const random = seededRandom(5)
  const rising = one(Array.from({ length: 120 }, (_, week) => 100 + 4 * week + 6 * random()))
  assert.ok((rising.mean[11] as number) > 100 + 4 * 121, `${rising.model.form} ${rising.mean[11]}`)
  const level = one(Array.from({ length: 120 }, () => 100 + 6 * random()))
  assert.ok(Math.abs((level.mean[11] as number) - 103) < 4)
})

test('80 % intervals of drawn sales hold about 80 %', () => {
  const random = seededRandom(23)
  const poisson = (mean: number) => {
    let count = -1
    for (let product = 1; product > Math.exp(-mean); product *= random()) count++
    return count
  }
  const weeks = 130
  const drawn = Array.from({ length: 160 }, (_, at) =>
    Float64Array.from({ length: weeks + 12 }, () => poisson(2 + (at % 30))),
  )
  const { forecasts } = forecastPanel(
    drawn.map((values) => ({ values: values.slice(0, weeks) })),
    { ...OPTIONS, calibrate: true },
  )
  let [held, all] = [0, 0]
  for (const [place, { low80, high80 }] of forecasts.entries())
    for (let step = 0; step < 12; step++) {
      const value = drawn[place]?.[weeks + step] as number
      all++
      if (value >= (low80[step] as number) && value <= (high80[step] as number)) held++
    }
  // Errors of one series go together: the band is wider than that of independent draws.
  assert.ok(Math.abs(held / all - 0.8) < 0.06, String(held / all))
})

test('classes by Syntetos, Boylan and Croston', () => {
  const kind = (values: number[]) => demandClass(Float64Array.from(values))
  assert.equal(kind([4, 5, 4, 5]), 'smooth')
  assert.equal(kind([1, 1, 1, 20]), 'erratic')
  assert.equal(kind([0, 0, 4, 0, 0, 5]), 'intermittent')
  assert.equal(kind([0, 0, 1, 0, 0, 1, 0, 0, 20]), 'lumpy')
})
