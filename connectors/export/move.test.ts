import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { importFile } from '#connectors/imports/run/import-file.ts'
import type { House } from '#core/house.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addUnit } from '#modules/team/unit/add-unit.ts'
import { rooms } from '../../apps/rooms.ts'
import type { ExportKind } from './contract.ts'
import { asker, readCells } from './testing/ask-export.ts'

const old = await openTestHouse(rooms)
const fresh = await openTestHouse(rooms)
const folder = mkdtempSync(join(tmpdir(), 'rapport-move-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const fromOld = await asker(old)
const fromFresh = await asker(fresh)

/** Products and customers before the orders that mention them, orders before the timelines that tell of them. */
const KINDS = ['products', 'customers', 'orders', 'interactions'] as const

async function bringIn(house: House, kind: ExportKind, text: string | Buffer, source = 'shop') {
  const path = join(folder, `${kind}.csv`)
  writeFileSync(path, text)
  const { run } = await importFile(house, { kind, path, source })
  assert.equal(run.rows_refused, 0n)
  return run
}

await bringIn(
  old.house,
  'products',
  `sku,name,category,brand,price,unit_cost,currency,barcode,supplier,stock
S1,"=Tea, green",tea/green,Leaf,12.5,4.333333,CNY,6901234567892,Hills,7.5
S2,Cup,cups,,9.99,,GBP,,,
`,
)
await bringIn(
  old.house,
  'customers',
  `customer_ref,name,email,phone,gender,birthday,country,region,city,address,postcode,company,card_number,tags,consent_email,consent_sms,created_at
c1,Ann,ann@example.com,+8613800138001,female,1990-05-01,CN,广东,深圳,Road 1,518000,Acme,C-1,vip;tea,yes,no,2024-01-02 03:04:05
c2,Ben,ben@example.com,,,,GB,,London,,,,,,,,2024-01-03
`,
)
await bringIn(old.house, 'customers', 'customer_ref,name,country,city\nc1,Ana,BR,São Paulo\n', 'olist')
const HEAD = `order_number,ordered_at,status,customer_ref,customer_name,email,country,region,city,sku,product_name,category,quantity,unit_price,discount,freight,currency,unit_cost,channel,shop,voucher,approved_at,shipped_at,delivered_at,promised_at`
await bringIn(
  old.house,
  'orders',
  `${HEAD}
A-1,2024-02-01 10:00:00,交易成功,c1,,,CN,广东,深圳,S1,Tea,tea/green,3,6.125,1.5,8.25,CNY,,web,Shop 1,MAY,2024-02-01 10:05:00,2024-02-02 08:00:00,2024-02-05 10:00:00,2024-02-04 00:00:00
A-1,2024-02-01 10:00:00,交易成功,c1,,,CN,广东,深圳,S9,Only in orders,misc,1,2,,1.75,CNY,0.5,web,Shop 1,MAY,2024-02-01 10:05:00,2024-02-02 08:00:00,2024-02-05 10:00:00,2024-02-04 00:00:00
A-2,2024-02-02 10:00:00,returned,c2,,,GB,,London,S2,Cup,cups,-1,9.99,,,GBP,,,,,,,,
A-3,2024-02-03 10:00:00,paid,,,,,,,S1,Tea,,2.5,0.333333,,,CNY,,,,,,,,
A-4,2024-02-04 10:00:00,on a cloud,,New Buyer,new@example.com,,,,,Without a number,,1,5,,,CNY,,,,,,,,
`,
)
await bringIn(
  old.house,
  'orders',
  `${HEAD}
A-1,2024-03-01 10:00:00,shipped,c1,,,BR,,São Paulo,S1,Tea,,1,7,,2,BRL,,,,,,2024-03-02 10:00:00,,
`,
  'olist',
)
await bringIn(
  old.house,
  'interactions',
  `customer_ref,email,occurred_at,channel,direction,kind,subject,body,staff,order_number,score
c1,,2024-02-09 11:00:00,web,inbound,review,Review,=good,Lee,A-1,4.5
,ben@example.com,2024-02-02 11:00:00.123,phone,outbound,call,Hello,,,,
,ben@example.com,2024-02-02 11:00:00.123,phone,outbound,call,Hello,,,,
`,
)
await bringIn(
  old.house,
  'interactions',
  'customer_ref,occurred_at,channel,kind,order_number,score\nc1,2024-03-09 11:00:00,web,review,A-1,1\n',
  'olist',
)
const placed = await fromOld.ask('POST', '/api/orders', {
  source: 'desk',
  customer: { customerRef: 'own-7', name: 'Desk buyer' },
  currency: 'CNY',
  lines: [{ sku: 'S1', quantity: '2', unitPrice: '9.99', discount: '0.5' }],
})
assert.equal(placed.statusCode, 201, placed.body)
await runWaitingJobs(old.house)

const files = new Map<ExportKind, Buffer>()
for (const what of KINDS) files.set(what, await fromOld.fetch({ what }))
for (const what of KINDS) {
  await bringIn(fresh.house, what, files.get(what) ?? '')
  await runWaitingJobs(fresh.house)
}

/** Rows of a file by the names of its columns; a state that nobody gave a word for is its own word. */
function tableOf(csv: Buffer) {
  const [header = [], ...rows] = readCells(csv)
  // What an order tells of itself has its number for a subject, and that now has its former source before it.
  const bare = (subject: string | undefined) => subject?.replace(/^\w+:/, '')
  return rows
    .map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])))
    .map(({ status_given, ...row }) => ({ ...row, said: status_given || row.status, subject: bare(row.subject) }))
    .map((row) => JSON.stringify(row))
    .sort()
}

for (const what of KINDS) {
  test(`a move to a fresh house: ${what} taken out there are those that were taken out here`, async () => {
    const there = tableOf(await fromFresh.fetch({ what }))
    assert.ok(there.length >= 2)
    assert.deepEqual(there, tableOf(files.get(what) ?? Buffer.alloc(0)))
  })
}

test('a move to a fresh house: what the tables hold is the same', async () => {
  const facts = async (house: House) => {
    const { rows: orders } = await house.database.owner.query(`
      select case when o.source = 'shop' then o.order_number else o.source || ':' || o.order_number end as number,
        o.ordered_at, o.status, coalesce(o.status_given, o.status) as said, o.kind, o.currency, o.goods_micro,
        o.discount_micro, o.freight_micro, o.revenue_micro, o.cost_micro, o.taken_back_micro, o.lines_count, o.channel,
        o.shop, o.country, o.region_path, o.city, o.voucher, o.is_anonymous, o.approved_at, o.shipped_at, o.delivered_at,
        o.promised_at, c.name as buyer
      from orders.orders o join customers.customers c using (customer_id) order by number`)
    const { rows: told } = await house.database.owner.query(`
      select i.occurred_at, i.channel, i.kind, i.direction, i.body, i.staff_name, i.data->'score' as score, c.name
      from customers.interactions i join customers.customers c using (customer_id)
      order by i.occurred_at, i.kind, c.name`)
    return { orders, told }
  }
  const here = await facts(old.house)
  assert.ok(here.orders.length === 6 && here.told.length >= 8)
  assert.deepEqual(await facts(fresh.house), here)
})

test('products go out whole, and by their own right', async () => {
  const filtered = await fromOld.ask('POST', '/api/exports', { what: 'products', q: 'tea' })
  assert.deepEqual([filtered.statusCode, filtered.json().code], [400, 'filter_invalid'])
  const other = await asker(old, { permissions: ['customers.export', 'customers.read', 'products.read'] })
  assert.equal((await other.ask('POST', '/api/exports', { what: 'products' })).statusCode, 403)
  const clerk = await asker(old, { permissions: ['products.export', 'products.read'] })
  const [header = [], tea = []] = readCells(await clerk.fetch({ what: 'products' }))
  assert.deepEqual([tea[0], tea[4]], ['S1', '12.5'])
  assert.equal(tea[header.indexOf('unit_cost (hidden)')], '')
})

test('customers go out with what the house found out; profit for those who may see it, amounts for the whole company', async () => {
  const cells = async (rights: Parameters<typeof asker>[1]) => {
    const [header = [], ...rows] = readCells(await (await asker(old, rights)).fetch({ what: 'customers' }))
    const ann = rows.find((row) => row[1] === 'Ann') ?? []
    return (name: string) => ann[header.indexOf(name)]
  }
  const permissions = ['customers.export', 'customers.read']
  const mine = await cells({ permissions: [...permissions, 'orders.profit'] })
  assert.deepEqual([mine('orders'), mine('revenue'), mine('currency')], ['1', '18.875', 'CNY'])
  assert.equal(mine('last_order_at'), '2024-02-01T02:00:00.000Z')
  const blind = await cells({ permissions })
  assert.deepEqual([blind('revenue'), blind('profit'), blind('profit (hidden)')], ['18.875', undefined, ''])
  const { unitId } = await old.house.asSystem('test', (ctx) =>
    addUnit(ctx, { name: 'Dealer', kind: 'dealer', parentId: 1 }),
  )
  await old.house.database.owner.query(`update customers.customers set unit_ids = '{1,${unitId}}' where name = 'Ann'`)
  const dealer = await cells({ permissions: [...permissions, 'orders.profit'], unitIds: [unitId] })
  assert.equal(dealer('name'), 'Ann')
  assert.deepEqual([dealer('revenue'), dealer('profit'), dealer('orders')], ['', '', ''])
})
