import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '#core/words/seeded-random.ts'
import { collectRows } from './collect-rows.ts'
import { holdOut } from './hold-out.ts'
import { learnNeeds, viewAt } from './learn-needs.ts'
import { scoreOf } from './score-of.ts'
import { toSeries } from './series.ts'

const random = seededRandom(11)
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Marsaglia and Tsang 2000. */
function gamma(shape: number): number {
  if (shape < 1) return gamma(shape + 1) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const x = normal()
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

const TRUE = { regularity: 3, alike: 4, typical: 20, leaves: 0.1, elasticity: 0.6, pack: 1.8 }
const CUT = 20_000
const DAYS = 500

/** A shop whose customers do exactly what the model believes; product 1 holds more than product 0. */
function made(customers: number) {
  const rows = collectRows()
  for (let customer = 0; customer < customers; customer++) {
    const rate = gamma(TRUE.alike) / (TRUE.alike * TRUE.typical)
    const [one, other] = [gamma(0.6), gamma(0.6 * (1 / TRUE.leaves - 1))]
    const leaves = one / (one + other)
    for (let day = CUT - DAYS + random() * 300; day < CUT + 120; ) {
      const [product, quantity] = [random() < 0.5 ? 1 : 0, 1 + Math.floor(random() * 4)]
      rows.add(customer, 0, product, Math.floor(day), quantity, 1)
      if (random() < leaves) break
      const stretch = quantity ** TRUE.elasticity * (product === 1 ? TRUE.pack ** TRUE.elasticity : 1)
      day += Math.max(1, (gamma(TRUE.regularity) / (TRUE.regularity * rate)) * stretch)
    }
  }
  return rows.rows({ customers, categories: 1, products: 2 })
}

const rows = made(1500)
const series = toSeries(rows, { by: 'category' })
const learned = learnNeeds(series, CUT, rows)

test('the parameters that made the purchases are found again', () => {
  const { regularity, alike, a, b } = learned.habits.whole
  assert.ok(Math.abs(regularity / TRUE.regularity - 1) < 0.15, `regularity ${regularity}`)
  assert.ok(Math.abs(alike / TRUE.alike - 1) < 0.3, `alike ${alike}`)
  assert.ok(Math.abs(a / (a + b) - TRUE.leaves) < 0.05, `leaves ${a / (a + b)}`)
  const e = learned.sizes.elasticity[0] as number
  assert.ok(Math.abs(e - TRUE.elasticity) < 0.08, `elasticity ${e}`)
  const packs = Math.exp(((learned.sizes.product[1] as number) - (learned.sizes.product[0] as number)) / e)
  assert.ok(Math.abs(packs / TRUE.pack - 1) < 0.2, `pack ${packs}`)
})

test('intervals hold as many purchases as they say, and probabilities come true', () => {
  const view = viewAt(series, CUT, learned)
  const { pairs, came, of } = scoreOf(holdOut(1, { series, ...view, window: 90 }))
  assert.ok(pairs > 1200 && came > 400, `${pairs} ${came}`)
  // Three standard errors of a share of this many draws.
  const band = (share: number, draws: number) => 3 * Math.sqrt((share * (1 - share)) / draws)
  assert.ok(Math.abs((of.model.coverage ?? 0) - 0.8) < band(0.8, came * 0.8) + 0.02, `coverage ${of.model.coverage}`)
  assert.ok(Math.abs(of.model.told - 1) < 0.1, `told ${of.model.told}`)
  assert.ok(of.model.calibration < 0.04, `calibration ${of.model.calibration}`)
  for (const base of [of.customer, of.category]) {
    assert.ok(of.model.error < base.error && of.model.cameError < base.cameError)
    assert.ok(of.model.brier < base.brier && of.model.calibration < base.calibration)
  }
})

test('held at pure chance it tells worse: regularity is worth its parameter', () => {
  const plain = learnNeeds(series, CUT, { ...rows, regularity: 1 })
  assert.ok(learned.habits.logLikelihood > plain.habits.logLikelihood + 100)
  const brier = (of: typeof learned) =>
    scoreOf(holdOut(1, { series, ...viewAt(series, CUT, of), window: 90 })).of.model.brier
  assert.ok(brier(learned) < brier(plain))
})
