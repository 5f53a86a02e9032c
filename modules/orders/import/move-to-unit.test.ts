import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '#core/context.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { addUnit } from '#modules/team/unit/add-unit.ts'
import { changeUnit } from '#modules/team/unit/change-unit.ts'
import { rooms } from '../../../apps/rooms.ts'
import { placeOrderCall } from '../order/contract.ts'
import { placeOrder } from '../order/place-order.ts'
import { moveToUnit } from './move-to-unit.ts'

const { house, app } = await openTestHouse(rooms)
const inHouse = <T>(work: (ctx: Context) => Promise<T>) => house.asSystem('test', work)

async function order(shop: string, customerRef: string) {
  const lines = [{ sku: 'A', productName: 'Tea', quantity: '1', unitPrice: '10' }]
  const input = placeOrderCall.body.parse({ customer: { customerRef }, currency: 'CNY', source: 'shop', shop, lines })
  return inHouse((ctx) => placeOrder(ctx, input))
}

test('a unit that gets the name of a shop gets the orders of that shop which came before, and their customers', async () => {
  await order('湖边咖啡', 'guest')
  await order('Elsewhere', 'stranger')
  await runWaitingJobs(house)
  const unit = await inHouse((ctx) => addUnit(ctx, { parentId: 1, kind: 'dealer', name: 'Lakeside' }))
  const { key } = await inHouse((ctx) =>
    addApiKey(ctx, { name: 'd', permissions: ['customers.read', 'orders.read'], unitIds: [unit.unitId] }),
  )
  const list = async (path: string) =>
    (await app.inject({ url: path, headers: { authorization: `Bearer ${key}` } })).json().items.length
  assert.deepEqual([await list('/api/orders'), await list('/api/customers')], [0, 0], 'positive control')
  await inHouse((ctx) => changeUnit(ctx, { unitId: unit.unitId, externalName: '湖边咖啡', ifMatch: unit.version }))
  await runWaitingJobs(house)
  assert.deepEqual([await list('/api/orders'), await list('/api/customers')], [1, 1])
  const { rows } = await house.database.owner.query(
    `select (select count(*)::int from orders.lines where unit_id = $1) as lines,
       (select count(*)::int from orders.order_numbers where unit_id = $1) as numbers,
       (select count(*)::int from customers.interactions where unit_id = $1 and kind = 'order') as told`,
    [unit.unitId],
  )
  assert.deepEqual(rows, [{ lines: 1, numbers: 1, told: 1 }])
})

test('they come piece by piece, each once, none left over', async () => {
  for (const ref of ['p1', 'p2', 'p3', 'p4', 'p5']) await order('Pieces', ref)
  await runWaitingJobs(house)
  const unit = await inHouse((ctx) => addUnit(ctx, { parentId: 1, kind: 'shop', name: 'Elsewhere entirely' }))
  let after: Awaited<ReturnType<typeof moveToUnit>> = null
  let pieces = 0
  do {
    const last: Awaited<ReturnType<typeof moveToUnit>> = after
    after = await inHouse((ctx) => moveToUnit(ctx, { unitId: unit.unitId, shop: 'Pieces' }, 2, last))
    pieces++
  } while (after)
  const { rows } = await house.database.owner.query(
    `select unit_id, count(*)::int as n from orders.orders where shop = 'Pieces' group by unit_id`,
  )
  assert.deepEqual([pieces, rows], [3, [{ unit_id: unit.unitId, n: 5 }]])
})
