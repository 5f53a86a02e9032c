import { setTimeout as wait } from 'node:timers/promises'
import { ask } from './ask.ts'
import { type Figure, milliseconds, seconds } from './figure.ts'
import { percentile } from './percentile.ts'
import type { Scene } from './scene.ts'

const TIMES = 20
const LOOK_EVERY_MS = 10
const PATIENCE_MS = 30_000
const SKU = 'BENCH-1'

// Others that stand beside the one that is waited for: each event has all of them looked at.
const BESIDE = {
  'bench: half the shop': { field: 'orders', op: 'between', value: [5, null] },
  'bench: few': { field: 'revenue', op: 'between', value: ['50000', null] },
  'bench: often, no complaint': {
    all: [
      { bought: { measure: 'times', compare: 'atLeast', value: '3', within: { days: 90 } } },
      { not: { touched: { kind: 'complaint', compare: 'atLeast', value: 1 } } },
    ],
  },
}
const WAITED_FOR = {
  all: [
    { bought: { sku: SKU, measure: 'times', compare: 'atLeast', value: '1', within: { days: 90 } } },
    { field: 'stage', op: 'is', value: ['customer'] },
  ],
}

/** Segments of the shop, made once; comes back when all of them have been counted. */
export async function makeSegments(scene: Scene): Promise<number> {
  for (const [name, condition] of Object.entries(BESIDE)) await segmentNamed(scene, name, condition)
  const waited = await segmentNamed(scene, 'bench: waited for', WAITED_FOR)
  for (const until = performance.now() + 300_000; performance.now() < until; await wait(200)) {
    const { items } = (await ask<{ items: { evaluatedAt: string | null }[] }>(scene, '/api/segments')).reply
    if (items.every((one) => one.evaluatedAt !== null)) return waited
  }
  throw new Error('segments are not counted after five minutes')
}

async function segmentNamed(scene: Scene, name: string, condition: unknown): Promise<number> {
  const { items } = (await ask<{ items: { segmentId: number; name: string }[] }>(scene, '/api/segments')).reply
  const there = items.find((one) => one.name === name)
  if (there) return there.segmentId
  return (await ask<{ segmentId: number }>(scene, '/api/segments', {}, { name, condition })).reply.segmentId
}

/** From an order's answer to the moment the list of the segment holds the customer. */
export async function measureSegments(scene: Scene): Promise<Figure[]> {
  const segment = await makeSegments(scene)
  const { rows } = await scene.house.database.owner.query<{ customer_id: string }>(
    `select customer_id from customers.customers c where listed and stage = 'customer' and not exists (
       select from customers.segment_members m where m.customer_id = c.customer_id and m.segment_id = $1)
     order by random() limit $2`,
    [segment, TIMES],
  )
  const times: number[] = []
  for (const { customer_id: customerId } of rows) times.push(await untilMember(scene, segment, customerId))
  const worst = Math.max(...times)
  // The shop ended yesterday, and does again: the bench of the analysis needs a day after the last order.
  await scene.house.database.owner.query(
    `update orders.orders set ordered_at = ordered_at - interval '1 day' where order_id in (
       select order_id from orders.lines where sku = $1)`,
    [SKU],
  )
  return [
    {
      what: 'segment membership after the order that changes it',
      measured: `worst ${seconds(worst)}`,
      budget: '< 2 s',
      meets: worst < 2000 && times.length === TIMES,
      notes: [
        `${times.length} orders placed through the API, one after another, with four segments to look at; p50 ${milliseconds(percentile(times, 0.5))}. Counted from sending the order until the list filtered by the segment holds the customer, asked every ${LOOK_EVERY_MS} ms.`,
      ],
    },
  ]
}

async function untilMember(scene: Scene, segment: number, customerId: string): Promise<number> {
  const begun = performance.now()
  const lines = [{ sku: SKU, productName: 'Bench', quantity: '1', unitPrice: '10.00' }]
  await ask(scene, '/api/orders', {}, { customer: { customerId }, currency: 'CNY', lines })
  const query = { segment: String(segment), sort: '-lastOrder', limit: '200' }
  for (;;) {
    const { items } = (await ask<{ items: { id: string }[] }>(scene, '/api/customers', query)).reply
    if (items.some((one) => one.id === customerId)) return performance.now() - begun
    if (performance.now() - begun > PATIENCE_MS) return PATIENCE_MS
    await wait(LOOK_EVERY_MS)
  }
}
