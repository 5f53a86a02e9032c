import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'
import { importer } from './testing/ask-imports.ts'

const { house, app } = await openTestHouse(rooms)
const { ask, bring } = await importer({ house, app })

const HOUR = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString()

test('what is still to come is refused, with a day for clocks and time zones', async () => {
  const orders = await bring(
    'orders.csv',
    `order_number,ordered_at,customer_ref,sku,quantity,unit_price,currency,promised_at
F1,2099-01-01,f1,x,1,5,EUR,
F2,${inHours(25)},f2,x,1,5,EUR,
F3,${inHours(23)},f3,x,1,5,EUR,${inHours(200)}
`,
  )
  assert.deepEqual([orders.new, orders.refused], [1, 2])
  const { text } = await ask('GET', `/api/imports/${orders.id}/errors.csv`)
  assert.match(text, /^2,ordered_at,2099-01-01,is still to come,F1/m)
  const calls = await bring(
    'calls.csv',
    `customer_ref,occurred_at,channel,kind\nf3,2031-05-05 10:00,phone,call\nf3,2024-05-05 10:00,phone,call\n`,
  )
  assert.deepEqual([calls.kind, calls.new, calls.refused], ['interactions', 1, 1])
})
