import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../../apps/rooms.ts'
import { addApiKey } from '../key/add-api-key.ts'

const { app, house } = await openTestHouse(rooms)

async function knock(permissions: string[], masked: string[] = []) {
  const { key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: 'Reader', permissions, masked }))
  const headers = { authorization: `Bearer ${key}` }
  return async (method: 'GET' | 'POST', url: string, payload?: object) => {
    const answer = await app.inject({ method, url, headers, ...(payload && { payload }) })
    assert.ok(answer.statusCode < 300, answer.body)
    return answer.json()
  }
}

const office = await knock([
  'audit.read',
  'customers.read',
  'customers.edit',
  'products.read',
  'products.write',
  'orders.read',
  'orders.write',
  'imports.run',
])

test('what an entry is about has its name, for those who may see it', async () => {
  const customer = await office('POST', '/api/customers', { kind: 'person', name: 'Ada Byron' })
  await office('POST', '/api/products', { sku: 'TEA-1', name: 'Green tea' })
  const order = await office('POST', '/api/orders', {
    customer: { customerId: customer.id },
    currency: 'CNY',
    lines: [{ sku: 'TEA-1', quantity: '1', unitPrice: '12' }],
  })
  await office('GET', `/api/orders/${order.orderId}`)
  await office('POST', '/api/imports', { fileName: 'people.csv' })
  const namesFor = async (ask: typeof office) => {
    const { items } = await ask('GET', '/api/audit?limit=200')
    return new Map<string, string | null>(
      items.map((entry: { action: string; about: { name: string | null } | null }) => [
        entry.action,
        entry.about?.name ?? null,
      ]),
    )
  }
  const seen = await namesFor(office)
  assert.equal(seen.get('customers.created'), 'Ada Byron')
  assert.equal(seen.get('imports.run.created'), 'people.csv')
  assert.equal(seen.get('catalogue.product.added'), 'Green tea')
  assert.equal(seen.get('orders.order.placed'), order.orderNumber)
  assert.equal(seen.get('read GET /api/orders/:orderId'), order.orderNumber)
  assert.equal((await namesFor(await knock(['audit.read']))).get('customers.created'), null)
  assert.equal((await namesFor(await knock(['audit.read', 'customers.read'], ['name']))).get('customers.created'), null)
})
