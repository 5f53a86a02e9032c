import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { type ObjectSchema, settingProblems } from './setting-problems.ts'
import { percentOfShare, shareOfPercent } from './share-text.ts'

const asSent = (schema: z.ZodType) => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as ObjectSchema
const share = /^(0(\.\d{1,4})?|1(\.0{1,4})?)$/
const costs = z.object({ perReturn: z.string().regex(/^\d{1,9}(\.\d{1,6})?$/), freight: z.string().regex(share) })
const rate = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,9})?$/)
  .refine((text) => /[1-9]/.test(text))
const rates = z.record(z.string(), rate).meta({ unit: 'rates' })
const amounts = fc.oneof(fc.string({ maxLength: 6 }), fc.stringMatching(/^-?\d{0,10}\.?\d{0,8}$/))

test('the form marks a value exactly where the server would refuse it', () => {
  fc.assert(
    fc.property(amounts, fc.constantFrom('perReturn', 'freight'), (text, name) => {
      const value = { perReturn: '0', freight: '0', [name]: text }
      const refused = !costs.safeParse(value).success
      assert.deepEqual([...settingProblems(asSent(costs), value)], refused ? [name] : [])
    }),
  )
  fc.assert(
    fc.property(amounts, (text) => {
      const value = { EUR: text, USD: '7.1' }
      const refused = !rates.safeParse(value).success
      assert.deepEqual([...settingProblems(asSent(rates), value)], refused ? ['EUR'] : [])
    }),
  )
  assert.ok(settingProblems(asSent(rates), { EUR: '0.00' }).has('EUR'))
})

test('a share and its percentage say the same', () => {
  assert.deepEqual(['0', '0.2', '0.125', '1', '0.0005', 'x'].map(percentOfShare), [
    '0',
    '20',
    '12.5',
    '100',
    '0.05',
    'x',
  ])
  assert.deepEqual(['0', '20', '12.5', '100', '0.05', '7', '1,5', '1000', '101'].map(shareOfPercent), [
    ...['0', '0.2', '0.125', '1', '0.0005', '0.07', '1,5', '1000', '1.01'],
  ])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
      const percent = String(hundredths / 100)
      assert.equal(percentOfShare(shareOfPercent(percent)), percent)
    }),
  )
})
