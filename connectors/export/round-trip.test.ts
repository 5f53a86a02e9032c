import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import ExcelJS from 'exceljs'
import { importFile } from '#connectors/imports/run/import-file.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'
import type { ExportKind } from './contract.ts'
import { asker, readCells } from './testing/ask-export.ts'

const { house, app } = await openTestHouse(rooms)
const folder = mkdtempSync(join(tmpdir(), 'rapport-round-trip-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const { ask, fetch } = await asker({ house, app })

/** Attack C5: every character a formula begins with, behind blanks and quotes too, full-width, and inside a cell. */
const DANGEROUS = [
  '=1+1',
  '+1+1|cmd',
  '-2+3|cmd',
  '@SUM(A1)',
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(A1)',
  '"=1+1"',
  "'=1+1",
  ';=1+1',
  'safe;=1+1',
  'safe\n=1+1',
]
const HARMLESS = ['-5.00', '+8613800138000', "'t Hooft", '张三', 'a "b", c']
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

async function bringIn(kind: ExportKind, text: string | Buffer, source = 'shop', ending = 'csv') {
  const path = join(folder, `${kind}-${Math.random()}.${ending}`)
  writeFileSync(path, text)
  const { run } = await importFile(house, { kind, path, source })
  return { new: run.rows_new, changed: run.rows_changed, unchanged: run.rows_unchanged, refused: run.rows_refused }
}

const customer = (ref: string, name: string, index: number) =>
  `${[
    ref,
    quoted(name),
    `p${index}@example.com`,
    `+86138001380${10 + index}`,
    'female',
    '1990-05-01',
    'CN',
    '广东',
    '深圳',
  ]},${quoted(`=street ${index}`)},518000,Acme,C-${index},vip;tea,yes,no,2024-01-02 03:04:05`
const CUSTOMER_HEADER =
  'customer_ref,name,email,phone,gender,birthday,country,region,city,address,postcode,company,card_number,tags,consent_email,consent_sms,created_at'

await bringIn(
  'customers',
  [CUSTOMER_HEADER, ...[...DANGEROUS, ...HARMLESS].map((name, index) => customer(`r${index}`, name, index))].join('\n'),
)
await bringIn('customers', 'customer_ref,name,country,city\no1,Ana,BR,São Paulo\no2,Bea,GB,\n', 'olist')
await bringIn(
  'orders',
  `order_number,ordered_at,status,customer_ref,customer_name,email,country,region,city,sku,product_name,category,quantity,unit_price,discount,freight,currency,unit_cost,channel,shop,voucher,delivered_at
A-1,2024-02-01 10:00:00,交易成功,r0,,,CN,广东,深圳,S1,=HYPERLINK(1),tea/green,3,6.125,1.5,8,CNY,2.333333,web,Shop 1,MAY,2024-02-05 10:00:00
A-1,2024-02-01 10:00:00,交易成功,r0,,,CN,广东,深圳,S1,=HYPERLINK(1),tea/green,3,6.125,1.5,8,CNY,2.333333,web,Shop 1,MAY,2024-02-05 10:00:00
A-2,2024-02-02 10:00:00,completed,r1,,,United Kingdom,,London,S2,Cup,cups,-1,9.99,,,GBP,,,,,
A-3,2024-02-03 10:00:00,completed,,,,,,,S3,Anonymous thing,,2.5,0.333333,,,CNY,0.111111,,,,
A-4,2024-02-04 10:00:00,some word,,New Buyer,new@example.com,,,,,Thing without a number,,1,5,,,CNY,,,,,
`,
)
await bringIn(
  'orders',
  'order_number,ordered_at,customer_ref,sku,quantity,unit_price,currency\nA-1,2024-03-01,o1,X,1,7,BRL\n',
  'olist',
)
await bringIn(
  'interactions',
  `customer_ref,email,occurred_at,channel,direction,kind,subject,body,order_number,score
r0,,2024-02-01 11:00:00,email,inbound,mail,=subject,"+body
second line",A-1,4
,p1@example.com,2024-02-02 11:00:00.123,phone,outbound,call,Hello,,,
,p1@example.com,2024-02-02 11:00:00.123,phone,outbound,call,Hello,,,
`,
)
const byHand = await ask('POST', '/api/customers', { name: 'Nobody’s reference' })
assert.equal(byHand.statusCode, 201, byHand.body)
const { id } = byHand.json()
const noted = await ask('POST', `/api/customers/${id}/interactions`, { kind: 'note', body: '@came by ' })
assert.equal(noted.statusCode, 201, noted.body)
const placed = await ask('POST', '/api/orders', {
  source: 'desk',
  customer: { customerRef: 'own-7', name: 'Desk buyer' },
  currency: 'CNY',
  lines: [{ sku: 'S1', quantity: '2', unitPrice: '9.99', discount: '0.5' }],
})
assert.equal(placed.statusCode, 201, placed.body)
await runWaitingJobs(house)

for (const format of ['csv', 'xlsx'] as const) {
  for (const what of ['customers', 'orders', 'interactions'] as const) {
    test(`${what} as ${format}: a file that is imported again changes nothing`, async () => {
      const before = await fingerprint()
      const file = await fetch({ what, format })
      const again = await bringIn(what, file, 'shop', format)
      await runWaitingJobs(house)
      assert.deepEqual([again.new, again.changed, again.refused], [0n, 0n, 0n])
      assert.ok(again.unchanged > 3n)
      assert.deepEqual(await fingerprint(), before)
    })
  }
}

test('an order that went to the customer’s place has their street, any other none', async () => {
  const [header = [], ...rows] = readCells(await fetch({ what: 'orders' }))
  const cell = (order: string, column: string) => rows.find(([number]) => number === order)?.[header.indexOf(column)]
  assert.equal(cell('A-1', 'address'), "'=street 0")
  assert.equal(cell('A-2', 'city'), 'London')
  assert.equal(cell('A-2', 'address'), '')
})

test('a change in the file is still a change', async () => {
  const file = (await fetch({ what: 'orders' })).toString('utf8').replace('9.99', '9.98')
  assert.equal((await bringIn('orders', file)).changed, 1n)
  const customers = (await fetch({ what: 'customers' })).toString('utf8').replace('Nobody’s reference', 'Somebody')
  assert.equal((await bringIn('customers', customers)).changed, 1n)
  const interactions = (await fetch({ what: 'interactions' })).toString('utf8').replace('Hello', 'Hallo')
  assert.equal((await bringIn('interactions', interactions)).new, 1n)
})

/** Cells that begin a formula, as a program sees them that cuts at any separator and knows no quotes. */
const formulasIn = (csv: string) =>
  csv
    .split(/[,;\t\r\n]/)
    .map((cell) => cell.replace(/^[\s"]+/, ''))
    .filter((bare) => !/^[+-]?[\d.]+$/.test(bare.replaceAll('"', '')) && /^[=+\-@＝＋－＠]/u.test(bare))

test('C5: no cell of a CSV begins a formula in any program; numbers and phones stay', async () => {
  const csv = (await fetch({ what: 'customers' })).toString('utf8')
  assert.ok(csv.startsWith('\uFEFFcustomer_ref,name,'))
  assert.deepEqual(formulasIn(csv.slice(1)), [])
  assert.ok(formulasIn(`${DANGEROUS.join(',')}\r\n`).length >= 9, 'control: written as they are they would be formulas')
  const cells = readCells(Buffer.from(csv)).flat()
  for (const text of HARMLESS) assert.ok(cells.includes(text), text)
  const names = new Set(cells.map((cell) => cell.replace(/^'/, '')))
  for (const text of DANGEROUS.slice(0, 9)) assert.ok(names.has(text), text)
})

test('C5: text cells of a workbook are strings, never formulas; numbers are numbers', async () => {
  const customers = await sheetOf(await fetch({ what: 'customers', format: 'xlsx' }))
  const names = customers.map((row) => row.getCell(2))
  // The import took the apostrophe before one of them for our own.
  for (const text of [...DANGEROUS, ...HARMLESS].filter((one) => one !== "'=1+1")) {
    const cell = names.find(({ value }) => value === text)
    assert.equal(cell?.type, ExcelJS.ValueType.String, text)
  }
  const orders = await sheetOf(await fetch({ what: 'orders', format: 'xlsx' }))
  const first = orders.find((row) => row.getCell(1).value === 'A-1')
  assert.deepEqual(
    [16, 17, 18, 20].map((at) => first?.getCell(at).value),
    [3, 6.125, 1.5, 2.333333],
  )
})

async function sheetOf(bytes: Buffer): Promise<ExcelJS.Row[]> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer)
  const rows: ExcelJS.Row[] = []
  book.worksheets[0]?.eachRow((row) => rows.push(row))
  return rows
}

/** Everything a file could have changed. */
async function fingerprint(): Promise<unknown> {
  const { rows } = await house.database.owner.query(`
    select (select count(*) from customers.customers) as customers, (select count(*) from customers.identities) as identities,
      (select count(*) from customers.consents) as consents, (select count(*) from customers.interactions) as interactions,
      (select count(*) from orders.orders) as orders, (select count(*) from orders.lines) as lines,
      (select sum(version) from customers.customers) as customer_versions, (select sum(version) from orders.orders) as order_versions,
      (select sum(revenue_micro + freight_micro + coalesce(cost_micro, 0)) from orders.orders) as money`)
  return rows[0]
}
