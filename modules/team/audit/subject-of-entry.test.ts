import assert from 'node:assert/strict'
import { test } from 'node:test'
import { subjectOfEntry } from './subject-of-entry.ts'

const ID = '01930000-0000-7000-8000-000000000000'
const entry = { action: 'customers.changed', target: null, customerId: null, details: {} }

test('an entry is about the record it names, by action, customer or parameter', () => {
  const about = (more: object) => subjectOfEntry({ ...entry, ...more })
  assert.deepEqual(about({ customerId: ID }), { kind: 'customer', id: ID })
  assert.deepEqual(about({ action: 'orders.order.placed', target: ID, customerId: ID }), { kind: 'order', id: ID })
  assert.deepEqual(about({ action: 'team.unit.changed', target: '7' }), { kind: 'unit', id: '7' })
  assert.deepEqual(about({ action: 'team.staff.invited', target: ID }), { kind: 'staff', id: ID })
  assert.deepEqual(about({ action: 'read GET /api/segments/:segmentId', details: { segmentId: 3 } }), {
    kind: 'segment',
    id: '3',
  })
})

test('a list is about nothing, nor is what is no id', () => {
  assert.equal(subjectOfEntry({ ...entry, action: 'read GET /api/orders', details: { productId: ID } }), null)
  assert.equal(subjectOfEntry({ ...entry, action: 'team.role.changed', target: 'agent' }), null)
  assert.equal(subjectOfEntry({ ...entry, action: 'read GET /api/x/:segmentId', details: { segmentId: '1;--' } }), null)
})
