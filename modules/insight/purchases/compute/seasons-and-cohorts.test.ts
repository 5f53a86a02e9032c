import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawLives } from '../testing/draw-lives.ts'
import { predictInputAt } from '../testing/predict-input-at.ts'
import { randomDraws } from '../testing/random-draws.ts'
import { passedAt } from './clock.ts'
import { predictCustomers } from './predict-customers.ts'
import type { Predicted } from './predicted.ts'
import { seasonalClock } from './seasonal-clock.ts'
import { shrunkenFactors } from './shrunken-factors.ts'
import { weekOfYear } from './week-of-year.ts'
import { yearlyPattern } from './yearly-pattern.ts'

const [FROM, AS_OF, CUT] = [18_900, 19_995, 19_800]
const wave = (day: number) => 1 + 0.5 * Math.sin((2 * Math.PI * day) / 365.25)

/** Poisson counts around a level, by adding up exponential gaps. */
function counts(days: number, level: (day: number) => number) {
  const { exponential } = randomDraws(9)
  return Float64Array.from({ length: days }, (_, at) => {
    let count = 0
    for (let sum = exponential(1); sum < level(FROM + at); sum += exponential(1)) count++
    return count
  })
}

test('a yearly wave on a growing shop is found, and a growing shop without one has none', () => {
  const growing = (day: number) => 5 + (day - FROM) / 100
  const season = yearlyPattern({ from: FROM, counts: counts(1095, (day) => growing(day) * wave(day)) })
  assert.equal(season.used, true)
  const index = season.index as Float64Array
  let [squares, mean] = [0, 0]
  for (let day = FROM; day < FROM + 364; day++) {
    squares += ((index[weekOfYear(day)] as number) - wave(day)) ** 2 / 364
    mean += (index[weekOfYear(day)] as number) / 364
  }
  assert.ok(Math.sqrt(squares) < 0.07, String(Math.sqrt(squares)))
  assert.ok(Math.abs(mean - 1) < 0.01)
  const flat = yearlyPattern({ from: FROM, counts: counts(1095, growing) })
  assert.deepEqual(flat, { used: false, reason: 'none', index: null })
})

test('less than two years, or few purchases: days are days', () => {
  assert.equal(yearlyPattern({ from: FROM, counts: counts(700, wave) }).reason, 'short')
  assert.equal(yearlyPattern({ from: FROM, counts: counts(800, () => 0.5) }).reason, 'few')
  const clock = seasonalClock(null, FROM, FROM + 10)
  assert.equal(passedAt(clock, FROM + 700) - passedAt(clock, FROM + 33), 667)
})

test('on the clock of a season a year is a year, and a week of double sales two weeks', () => {
  const index = new Float64Array(52).fill(1)
  index[10] = 2
  index[30] = 0
  const clock = seasonalClock(index, 19_000, 20_000)
  const jan1 = Date.UTC(2023, 0, 1) / 86_400_000
  assert.equal(passedAt(clock, jan1 + 364) - passedAt(clock, jan1 - 1), 365)
  assert.equal(passedAt(clock, jan1 + 76) - passedAt(clock, jan1 + 69), 14)
  assert.equal(passedAt(clock, 20_400) - passedAt(clock, 20_100), 300)
})

test('a season is seen, and makes the forecast of the coming quarter right where days alone would not', () => {
  const lives = drawLives({
    customers: 1500,
    seed: 21,
    from: FROM,
    until: AS_OF - 300,
    end: AS_OF + 100,
    rate: { r: 0.9, alpha: 30 },
    stop: { s: 1.5, beta: 900 },
    pace: wave,
  })
  const { input, known } = predictInputAt(lives, { asOf: AS_OF, cut: CUT })
  const came = known.reduce((sum, { days }) => sum + days.filter((day) => day > AS_OF && day <= AS_OF + 90).length, 0)
  const sumOf = ({ orders }: Predicted) => orders[1]?.reduce((sum, count) => sum + count, 0) ?? 0
  const seasonal = predictCustomers(input) as Predicted
  assert.equal(seasonal.season.used, true)
  assert.ok(Math.abs(sumOf(seasonal) / came - 1) < 0.12, `${sumOf(seasonal)} for ${came}`)
  const { repeatsByDay: _, ...days } = input
  const flat = predictCustomers(days) as Predicted
  assert.equal(flat.season.used, false)
  assert.ok(Math.abs(sumOf(flat) / came - 1) > 0.25, `${sumOf(flat)} for ${came}`)
})

test('groups that differ by chance are all 1; groups that differ are told, the small ones shrunk', () => {
  const expected = Float64Array.of(1000, 800, 1200, 900)
  const chance = shrunkenFactors(Float64Array.of(1010, 790, 1180, 925), expected, 1)
  assert.equal(chance.strength, Number.POSITIVE_INFINITY)
  assert.deepEqual([...chance.factors], [1, 1, 1, 1])
  const { factors } = shrunkenFactors(
    Float64Array.of(1500, 400, 1250, 880, 4),
    Float64Array.of(1000, 800, 1200, 900, 1),
    1,
  )
  assert.ok(Math.abs((factors[0] as number) - 1.5) < 0.03 && Math.abs((factors[1] as number) - 0.5) < 0.03)
  assert.ok((factors[4] as number) > 1 && (factors[4] as number) < 2, String(factors[4]))
  // The same counts say less where they vary more than Poisson.
  const loose = shrunkenFactors(Float64Array.of(1500, 400, 1250, 880), expected, 100)
  assert.ok((loose.factors[0] as number) < 1.5)
})

test('cohorts that buy oftener are told apart, and likewise described', () => {
  const better = Date.UTC(2022, 6, 1) / 86_400_000
  const lives = drawLives({
    customers: 2500,
    seed: 22,
    from: FROM,
    until: AS_OF - 200,
    end: AS_OF,
    rate: { r: 0.9, alpha: 30 },
    stop: { s: 1.2, beta: 600 },
    oftener: (day) => (day < better ? 1.4 : 0.7),
  })
  const { input } = predictInputAt(lives, { asOf: AS_OF, cut: CUT })
  const { cohorts } = predictCustomers(input) as Predicted
  assert.ok(cohorts.strength < 100)
  const means = [0, 0]
  cohorts.quarters.forEach((quarter, at) => {
    const side = quarter < '2022-Q3' ? 0 : 1
    const others = cohorts.quarters.filter((other) => other < '2022-Q3' === quarter < '2022-Q3').length
    means[side] = (means[side] as number) + (cohorts.factors[at] as number) / others
  })
  const ratio = (means[0] as number) / (means[1] as number)
  assert.ok(ratio > 1.7 && ratio < 2.3, String(means))
})
