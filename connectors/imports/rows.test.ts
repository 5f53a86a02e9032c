import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'
import { importer } from './testing/ask-imports.ts'

const { house, app } = await openTestHouse(rooms)
const { ask, bring, upload } = await importer({ house, app })

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

test('an apostrophe that keeps digits from a spreadsheet is no part of them; in prose it is', async () => {
  const shopify = await bring('shopify.csv', readFileSync(join(import.meta.dirname, 'fixtures/shopify.csv')))
  assert.deepEqual([shopify.state, shopify.refused], ['done', 0])
  const { rows } = await house.database.owner.query(
    "select postcode, phone from customers.customers where email = 'ada@example.test'",
  )
  assert.deepEqual(rows, [{ postcode: '02101', phone: '+16175550123' }])
  const orders = await bring(
    'quoted.csv',
    `order_number,ordered_at,customer_ref,product_name,quantity,unit_price,currency
'0001,'2024-03-05,'0007,'70s lamp,'2,'9.50,EUR
'0002,'2024-03-05,'0007,'45,'1,'1.00,EUR
`,
  )
  assert.deepEqual([orders.new, orders.refused], [2, 0])
  const stored = await house.database.owner.query(
    `select o.order_number, o.ordered_at, l.product_name, trim_scale(l.quantity)::text as quantity, l.revenue_micro
     from orders.lines l join orders.orders o using (customer_id, order_id) where o.order_number like '000_' order by 1`,
  )
  const ordered_at = new Date('2024-03-04T16:00:00Z')
  assert.deepEqual(stored.rows, [
    { order_number: '0001', ordered_at, product_name: "'70s lamp", quantity: '2', revenue_micro: '19000000' },
    { order_number: '0002', ordered_at, product_name: "'45", quantity: '1', revenue_micro: '1000000' },
  ])
})

const HEAD = 'order_number,ordered_at,customer_ref,email,country,sku,quantity,unit_price,discount,currency'

test('what is taken otherwise than it stands is said', async () => {
  const run = await bring(
    'lenient.csv',
    `${HEAD}
L1,2024-03-05,l1,,XX,x,1,1.1234567,,EUR
L2,2024-03-05,l1,,EIRE,x,,5,,EUR
L3,2024-03-05,l1,,FR,x,1,5,8.90,EUR
L4,2024-03-05,l1,,,x,2,0.30000000000000004,0.60,EUR
`,
  )
  assert.deepEqual([run.new, run.refused], [4, 0])
  assert.deepEqual(run.notes, {
    'country: country_unknown': 1,
    'unit_price: rounded': 1,
    'quantity: quantity_assumed': 1,
    'discount: discount_above_amount': 1,
  })
  // No column of quantities: every row is about one thing. A discount of the order may be more than its first line.
  const shop = await bring(
    'single.csv',
    'order_number,ordered_at,customer_ref,sku,unit_price,order_discount,currency\nM1,2024-03-05,l1,x,1,3,EUR\nM1,2024-03-05,l1,y,9,3,EUR\n',
  )
  assert.deepEqual([shop.new, shop.notes], [2, {}])
})

test('a refused row is told by its reasons, once, and is none of those where something was left empty', async () => {
  const text = `${HEAD}
R1,2024-03-05,,nobody,,x,1,5,,EUR
R2,2024-03-05,r2,nobody,,x,1,5,,EUR
R3,2024-03-05,r3,nobody,,x,two,5,,EUR
`
  const { id } = await upload('refused.csv', Buffer.from(text))
  const { rows } = (await ask('GET', `/api/imports/${id}/preview`)).body
  const told = rows.map(({ problems, notes }: { problems: { reason: string }[]; notes: { reason: string }[] }) => [
    problems.map(({ reason }) => reason),
    notes.map(({ reason }) => reason),
  ])
  assert.deepEqual(told, [
    [['not_an_email'], []],
    [[], ['not_an_email']],
    [['not_a_number'], ['not_an_email']],
  ])
  const run = await bring('refused.csv', text)
  assert.deepEqual([run.new, run.refused, run.notes], [1, 2, { 'email: not_an_email': 1 }])
})
