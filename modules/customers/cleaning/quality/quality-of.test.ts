import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Checked, GAPS, PARTS, qualityOf } from './quality-of.ts'
import { qualityWeights } from './quality-weights.ts'

const now = new Date('2026-11-26T00:00:00Z')
const yearsAgo = (years: number) => new Date(now.getTime() - years * 365.25 * 86_400_000)
const perfect: Checked = {
  record: {
    kind: 'person',
    name: '王明',
    company: null,
    region_path: 'CN/广东',
    birthday: '1980-01-01',
    consentKnown: true,
    aliveAt: yearsAgo(0.1),
    maybeDouble: false,
  },
  email: 'ok',
  phone: 'ok',
  isTidy: true,
}
const weights = qualityWeights.fallback
const of = (more: Partial<Checked>, record: Partial<Checked['record']> = {}) =>
  qualityOf({ ...perfect, ...more, record: { ...perfect.record, ...record } }, weights, now)

test('a whole record has 100 points; each thing that is missing costs its weight and names its gap', () => {
  assert.deepEqual([of({}).score, of({}).gaps], [100, []])
  const losses: [Partial<Checked>, Partial<Checked['record']>, number, string[]][] = [
    [{}, { name: '' }, 15, ['no_name']],
    [{}, { name: '---' }, 15, ['no_name']],
    [{ email: 'typo' }, {}, 10, ['email_invalid']],
    [{ email: null }, {}, 10, ['no_email']],
    [{ email: 'role' }, {}, 5, []],
    [{ phone: 'invalid' }, {}, 10, ['phone_invalid']],
    [{ phone: null, email: 'test' }, {}, 40, ['no_contact', 'email_invalid', 'no_phone']],
    [{}, { region_path: 'CN' }, 5, ['no_region']],
    [{}, { region_path: null }, 10, ['no_region']],
    [{}, { consentKnown: false }, 10, ['no_consent']],
    [{}, { birthday: null }, 5, ['no_birthday']],
    [{ isTidy: false }, {}, 5, ['untidy']],
    [{}, { aliveAt: yearsAgo(1.5) }, 5, []],
    [{}, { aliveAt: yearsAgo(2.5) }, 10, ['stale']],
    [{}, { maybeDouble: true }, 5, ['double']],
  ]
  for (const [more, record, cost, gaps] of losses) {
    const quality = of(more, record)
    assert.deepEqual([quality.score, quality.gaps], [100 - cost, gaps], JSON.stringify({ more, record }))
  }
})

test('a firm has no birthday, and its company is its name', () => {
  assert.equal(of({}, { kind: 'organisation', birthday: null, name: '', company: 'Acme' }).score, 100)
  assert.equal(of({}, { kind: 'person', name: '', company: 'Acme' }).score, 85)
})

test('what has no weight does not count; any weights give 0 to 100, and more is never worse', () => {
  const free = { ...weights, birthday: 0 }
  assert.equal(qualityOf({ ...perfect, record: { ...perfect.record, birthday: null } }, free, now).score, 100)
  const anything = fc.record({
    email: fc.constantFrom('ok', 'role', 'invalid', 'typo', 'test', null),
    phone: fc.constantFrom('ok', 'invalid', null),
    isTidy: fc.boolean(),
  }) as fc.Arbitrary<Partial<Checked>>
  const anyWeights = fc.record(Object.fromEntries(PARTS.map((part) => [part, fc.integer({ min: 0, max: 100 })])))
  fc.assert(
    fc.property(anything, anyWeights, fc.boolean(), (more, chosen, named) => {
      const checked = { ...perfect, ...more, record: { ...perfect.record, name: named ? 'A' : '' } }
      const { score, gaps } = qualityOf(checked, chosen as typeof weights, now)
      assert.ok(Number.isInteger(score) && score >= 0 && score <= 100)
      assert.ok(gaps.every((gap) => GAPS.includes(gap)))
      assert.ok(qualityOf({ ...checked, email: 'ok' }, chosen as typeof weights, now).score >= score)
    }),
  )
})
