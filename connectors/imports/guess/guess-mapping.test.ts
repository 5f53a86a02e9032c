import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { FileRow } from '../file/csv-scanner.ts'
import { readRows } from '../file/read-rows.ts'
import { checkMapping } from '../mapping/check-mapping.ts'
import { rowReader } from '../row/row-reader.ts'
import { unpacker } from '../row/unpack-row.ts'
import { studyFile } from './study-file.ts'

const company = { zone: 'Asia/Shanghai', country: 'CN', currency: null }
const folder = mkdtempSync(join(tmpdir(), 'rapport-guess-'))
after(() => rmSync(folder, { recursive: true }))

/** A file as it would be written with the guess alone. */
async function readAs(path: string) {
  const study = await studyFile(path, company)
  const { mapping } = study.guess
  checkMapping(mapping, study.sample.header)
  const read = rowReader(mapping, study.sample.header, {
    formats: mapping.formats,
    zone: company.zone,
    phoneCountry: 'CN',
  })
  const rows: FileRow[] = []
  for await (const piece of readRows(path, study.form)) rows.push(...piece)
  const unpack = unpacker<Record<string, unknown>>(mapping.kind)
  return {
    guess: study.guess,
    rows: rows.slice(1).map((row) => {
      const { values, problems, notes } = read(row)
      assert.deepEqual(problems, [])
      return { ...unpack(values ?? []), notes: notes.length } as Record<string, unknown>
    }),
  }
}

const fixture = (name: string) => readAs(join(import.meta.dirname, '../fixtures', name))

function fileOf(text: string) {
  const path = join(folder, 'file.csv')
  writeFileSync(path, text)
  return readAs(path)
}

const momentOf = (row: Record<string, unknown> | undefined) =>
  row?.orderedAt instanceof Date ? row.orderedAt.toISOString() : null

const total = (rows: Record<string, unknown>[], number: string) =>
  rows
    .filter((row) => row.orderNumber === number)
    .reduce((sum, row) => sum + Number(row.quantity) * Number(row.unitPrice) - Number(row.discountMicro ?? 0) / 1e6, 0)

test('UCI Online Retail: C cancels, no customer is no reason to drop, pounds by the country', async () => {
  const { guess, rows } = await fixture('online-retail.csv')
  assert.equal(guess.layout, 'online-retail')
  assert.deepEqual(guess.mapping.constants, { currency: 'GBP' })
  assert.equal(guess.mapping.formats.date, 'month-first')
  assert.equal(rows.length, 5)
  assert.equal(momentOf(rows[0]), '2010-12-01T00:26:00.000Z')
  assert.deepEqual([rows[2]?.customerRef, rows[2]?.unitPrice], [null, '0.065'])
  assert.deepEqual([rows[3]?.status, rows[3]?.quantity, rows[0]?.status], ['returned', '-6', null])
})

test('Shopify: the first line speaks for the order, its discount counts once, a refunded sale does not count', async () => {
  const { guess, rows } = await fixture('shopify.csv')
  assert.equal(guess.layout, 'shopify')
  assert.deepEqual(
    rows.map((row) => row.status),
    ['shipped', 'shipped', 'cancelled', 'shipped'],
  )
  assert.equal(total(rows, '#1001'), 42.95)
  assert.deepEqual([rows[1]?.email, rows[1]?.city, rows[1]?.currency], ['ada@example.test', 'Boston', 'USD'])
  assert.deepEqual([rows[0]?.freightMicro, rows[1]?.freightMicro], [5_000_000n, null])
  assert.equal(rows[0]?.phone, '+16175550123')
  assert.equal(momentOf(rows[0]), '2024-03-05T15:00:00.000Z')
  assert.deepEqual([rows[3]?.email, rows[3]?.customerName], [null, null])
})

test('WooCommerce: amounts of the order stand on each row and count once', async () => {
  const { guess, rows } = await fixture('woocommerce.csv')
  assert.equal(guess.layout, 'woocommerce')
  assert.equal(Number(total(rows, '501').toFixed(2)), 59.8)
  assert.deepEqual(
    rows.map((row) => row.status),
    ['completed', 'completed', 'placed'],
  )
  assert.equal(rows[0]?.customerName, 'Jürgen Groß')
  assert.equal(rows[0]?.phone, '+492214710123')
  assert.equal(guess.mapping.constants.currency, 'EUR')
})

test('Taobao: one row an order, price from the amount, place from the address, masked phones left out', async () => {
  const { guess, rows } = await fixture('taobao.csv')
  assert.equal(guess.layout, 'taobao')
  assert.deepEqual(
    rows.map((row) => row.status),
    ['completed', 'shipped', 'cancelled'],
  )
  assert.deepEqual(
    rows.map((row) => row.orderNumber),
    ['3829104756120001', '3829104756120002', '3829104756120003'],
  )
  assert.equal(rows[0]?.unitPrice, '99')
  assert.equal(total(rows, '3829104756120002'), 100)
  assert.deepEqual([rows[0]?.region, rows[0]?.city, rows[0]?.phone], ['广东省', '深圳市', '+8613800138000'])
  assert.deepEqual([rows[2]?.phone, rows[2]?.notes, rows[0]?.currency], [null, 1, 'CNY'])
})

test('Youzan: articles of one order, freight once', async () => {
  const { guess, rows } = await fixture('youzan.csv')
  assert.equal(guess.layout, 'youzan')
  assert.deepEqual(
    rows.map((row) => row.freightMicro),
    [8_000_000n, null, 8_000_000n],
  )
  assert.deepEqual(
    rows.map((row) => row.status),
    ['completed', 'completed', 'cancelled'],
  )
  assert.deepEqual([rows[1]?.region, rows[1]?.sku, rows[1]?.shop], ['浙江省', 'PAPER-100', '湖边咖啡'])
})

test('plain files are known by their headers, in English and Chinese', async () => {
  const customers = await fileOf(
    '客户编号,姓名,手机号,邮箱,性别,生日,省份,城市,标签\nK1,龘龘,13900001111,a@example.test,女,1990-02-28,广东省,深圳市,老客;VIP\n',
  )
  assert.equal(customers.guess.mapping.kind, 'customers')
  assert.deepEqual(customers.rows[0]?.tags, ['老客', 'VIP'])
  assert.deepEqual([customers.rows[0]?.birthday, customers.rows[0]?.gender], ['1990-02-28', 'female'])
  const products = await fileOf('SKU;Name;Price;Cost;Stock\nA;Mug;"1.234,50";3,1;7\n')
  assert.equal(products.guess.mapping.kind, 'products')
  assert.deepEqual([products.rows[0]?.priceMicro, products.rows[0]?.unitCostMicro], [1_234_500_000n, 3_100_000n])
  const reviews = await fileOf(
    'customer_ref,order_number,occurred_at,channel,direction,kind,score,subject,body\nc,o,2024-03-05,web,inbound,review,4,,"two\nlines"\n',
  )
  assert.equal(reviews.guess.mapping.kind, 'interactions')
  assert.deepEqual([reviews.rows[0]?.score, reviews.rows[0]?.body], [4, 'two\nlines'])
  const unnamed = await fileOf('order no,foo,bar,price,currency\n1,2024-03-05 10:00,ada@example.test,5,EUR\n')
  assert.equal(unnamed.guess.mapping.columns.bar, 'email')
  assert.equal(unnamed.guess.mapping.columns.foo, 'ordered_at')
})

test('columns that a file may not set are named and never mapped', async () => {
  const { guess } = await fileOf(
    'customer_ref,name,role,password_hash,shop_id,points,consent_at,owner_id,__proto__\nc,n,owner,x,1,999,2024-01-01,7,z\n',
  )
  assert.deepEqual(guess.forbidden, [
    'role',
    'password_hash',
    'shop_id',
    'points',
    'consent_at',
    'owner_id',
    '__proto__',
  ])
  for (const name of guess.forbidden)
    assert.ok(!Object.hasOwn(guess.mapping.columns, name) || guess.mapping.columns[name] === null)
})
