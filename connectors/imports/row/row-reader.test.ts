import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldsOfKind } from '../fields/fields-of-kind.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { rowReader } from './row-reader.ts'

const header = ['ref', 'phone', 'country']
const columns = { ref: 'customer_ref', phone: 'phone', country: 'country' }
const rules = { formats: { phoneCountry: 'CN' }, zone: 'UTC', phoneCountry: 'CN', mayBeBroken: false }
const staged = fieldsOfKind('customers').filter(({ key }) => key !== undefined)

function phoneOf(phone: string, country: string): unknown {
  const mapping = { kind: 'customers', columns, constants: {}, formats: rules.formats } as unknown as Mapping
  const read = rowReader(mapping, header, rules as Parameters<typeof rowReader>[2])
  const { values, problems } = read({ line: 2, cells: ['R1', phone, country] })
  return values?.[staged.findIndex(({ name }) => name === 'phone')] ?? problems[0]?.reason
}

test('a phone without a country code belongs to the country its row names, else to the file’s', () => {
  assert.equal(phoneOf('0221 4710123', 'DE'), '+492214710123')
  assert.equal(phoneOf('020 7946 0958', 'United Kingdom'), '+442079460958')
  assert.equal(phoneOf('(212) 555-0187', 'US'), '+12125550187')
  assert.equal(phoneOf('11 98765-4321', '巴西'), '+5511987654321')
  assert.equal(phoneOf('13800138000', ''), '+8613800138000')
  assert.equal(phoneOf('13800138000', 'Atlantis'), '+8613800138000')
  assert.equal(phoneOf('+44 20 7946 0958', 'DE'), '+442079460958', 'a country code decides')
  assert.equal(
    phoneOf('13800138000', 'GB'),
    '+8613800138000',
    'what can be none there may be one of the file’s country',
  )
  assert.equal(phoneOf('12', 'GB'), 'not_a_phone')
})
