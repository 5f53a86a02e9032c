import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import excel from 'exceljs'
import { importFile } from '#connectors/imports/run/import-file.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../../apps/rooms.ts'
import { exportToFile } from './export-to-file.ts'
import { tidyExports } from './jobs.ts'
import { writeExport } from './write-export.ts'

const { house, app } = await openTestHouse(rooms)
const folder = mkdtempSync(join(tmpdir(), 'rapport-export-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const NASTY = ['=1+1', '@SUM(A1)', "-2+3|cmd' /C calc'!A0", '+86 call me', '\t=1', '＝1+1', '"=1"', 'x;=1+1', '张三']
const header =
  'customer_ref,name,email,phone,gender,birthday,country,region,city,address,postcode,company,card_number,tags,consent_email,created_at'
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
const people = NASTY.map((name, index) =>
  [
    `r${index}`,
    quoted(name),
    `p${index}@example.com`,
    `+861380013800${index}`,
    'female',
    `1990-05-0${index + 1}`,
    'CN',
    '广东',
    '深圳',
    quoted(`=street ${index}`),
    '518000',
    'Acme',
    `C-${index}`,
    '"vip,tea"',
    'yes',
    '2024-01-02 03:04:05',
  ].join(','),
)
const file = join(folder, 'customers.csv')
writeFileSync(file, `${header}\n${people.join('\n')}\n`)
await importFile(house, { kind: 'customers', path: file, source: 'shop' })
const orders = join(folder, 'orders.csv')
writeFileSync(
  orders,
  `order_number,ordered_at,status,customer_ref,sku,product_name,category,quantity,unit_price,currency,unit_cost
A-1,2024-02-01 10:00:00,completed,r0,S1,=HYPERLINK(1),tea/green,3,6.125,CNY,2.5
A-1,2024-02-01 10:00:00,completed,r0,S1,=HYPERLINK(1),tea/green,3,6.125,CNY,2.5
A-2,2024-02-02 10:00:00,completed,r1,S2,Cup,cups,-1,9.99,CNY,
`,
)
await importFile(house, { kind: 'orders', path: orders, source: 'shop' })

async function askAs(permissions: string[], extra: { unitIds?: number[]; masked?: string[] } = {}) {
  const { key } = await house.asSystem('test', (ctx) =>
    addApiKey(ctx, { name: `${permissions} ${JSON.stringify(extra)}`, permissions, ...extra }),
  )
  const headers = { authorization: `Bearer ${key}` }
  return {
    post: (url: string, payload: object = {}) => app.inject({ method: 'POST', url, headers, payload }),
    get: (url: string) => app.inject({ method: 'GET', url, headers }),
  }
}
const all = ['customers.read', 'customers.export', 'orders.export', 'interactions.export']
const owner = await askAs(all)

async function take(ask: typeof owner, kind: string, body: object = {}) {
  const started = await ask.post(`/api/exports/${kind}`, body)
  assert.equal(started.statusCode, 200, started.body)
  const { exportId } = started.json()
  await writeExport(house, exportId, new AbortController().signal)
  const found = (await ask.get(`/api/exports/${exportId}`)).json()
  return { exportId, found, file: await ask.get(found.link ?? '/api/none') }
}
const put = (name: string, bytes: Buffer) => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

test('exported customers, read back, change nothing; no cell is a formula', async () => {
  const { file: answer, found } = await take(owner, 'customers')
  assert.deepEqual([answer.statusCode, found.rows], [200, NASTY.length])
  assert.match(String(answer.headers['content-disposition']), /attachment; filename="customers-[\d-]+\.csv"/)
  const text = answer.body
  assert.equal(text.charCodeAt(0), 0xfeff)
  for (const cell of text.split(/[,\r\n]/)) assert.doesNotMatch(cell, /^"?\s*(=|@|＝|＠|-2\+)/u)
  const { run } = await importFile(house, {
    kind: 'customers',
    path: put('again.csv', answer.rawPayload),
    source: 'shop',
  })
  assert.deepEqual(
    [Number(run.rows_unchanged), Number(run.rows_changed), Number(run.rows_new), Number(run.rows_refused)],
    [NASTY.length, 0, 0, 0],
  )
})

test('exported orders, read back, change nothing; a workbook holds text as text', async () => {
  const { file: answer, found } = await take(owner, 'orders', { format: 'xlsx' })
  assert.deepEqual([answer.statusCode, found.rows], [200, 3])
  const book = new excel.Workbook()
  await book.xlsx.load(answer.rawPayload as never)
  const cells: unknown[] = []
  book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.value)))
  assert.ok(cells.includes('=HYPERLINK(1)') && cells.includes(6.125))
  assert.ok(cells.every((value) => typeof value === 'string' || typeof value === 'number'))
  const before = await house.database.owner.query('select count(*), sum(revenue_micro) from orders.lines')
  const { run } = await importFile(house, {
    kind: 'orders',
    path: put('again.xlsx', answer.rawPayload),
    source: 'shop',
  })
  assert.deepEqual([Number(run.rows_new), Number(run.rows_refused)], [0, 0])
  const now = await house.database.owner.query('select count(*), sum(revenue_micro) from orders.lines')
  assert.deepEqual(now.rows, before.rows)
})

test('timelines of a segment; the audit log says how many rows and who fetched them', async () => {
  const { found } = await take(owner, 'interactions')
  assert.ok(found.rows >= 2)
  const { rows } = await house.database.owner.query(
    `select action, details->>'rows' as rows from core.audit_log where target = $1 order by entry_id`,
    [found.exportId],
  )
  assert.deepEqual(
    rows.map((row) => row.action),
    ['exports.started', 'exports.done', 'exports.fetched'],
  )
  assert.equal(Number(rows[1].rows), found.rows)
})

test('masked stays masked and unseen stays unseen in the file; a masked filter is refused before it begins', async () => {
  const blind = await askAs(all, { masked: ['name', 'phone', 'email', 'card', 'address', 'birthday'] })
  for (const kind of ['customers', 'orders']) {
    const { file: answer } = await take(blind, kind)
    assert.equal(answer.statusCode, 200)
    assert.doesNotMatch(answer.body, /p\d@example|138001380|张三|C-\d|street|1990-05-0\d/)
  }
  const refused = await blind.post('/api/exports/customers', {
    filter: JSON.stringify([{ field: 'email', op: 'is', value: ['p1@example.com'] }]),
  })
  assert.deepEqual([refused.statusCode, refused.json().code], [403, 'field_masked'])
  await house.database.owner.query(
    `insert into team.units (unit_id, parent_id, path, kind, name) overriding system value values (9, 1, '{1,9}', 'dealer', 'Nine')`,
  )
  const dealer = await askAs(all, { unitIds: [9] })
  assert.equal((await take(dealer, 'customers')).found.rows, 0)
  assert.equal((await take(dealer, 'orders')).found.rows, 0)
})

test('a link is for its owner, for fifteen minutes, and needs its signature; without the permission nothing begins', async () => {
  const { found, exportId } = await take(owner, 'customers')
  const other = await askAs(all)
  assert.equal((await other.get(found.link)).statusCode, 404)
  assert.equal((await other.get(`/api/exports/${exportId}`)).statusCode, 404)
  assert.equal((await owner.get(found.link.replace(/sign=./, 'sign=_'))).statusCode, 404)
  assert.equal((await owner.get(found.link.replace(/until=\d+/, `until=${Date.now() - 1000}`))).statusCode, 404)
  assert.equal((await owner.get(found.link)).statusCode, 200)
  assert.equal((await app.inject({ method: 'GET', url: found.link })).statusCode, 401)
  const reader = await askAs(['customers.read'])
  for (const kind of ['customers', 'orders', 'interactions'])
    assert.equal((await reader.post(`/api/exports/${kind}`)).statusCode, 403)
})

test('a cancelled export leaves no file, and after a day every file is gone', async () => {
  const started = (await owner.post('/api/exports/customers')).json()
  await house.database.owner.query('update core.tasks set cancel_asked = true where task_id = $1', [started.taskId])
  await writeExport(house, started.exportId, new AbortController().signal)
  assert.equal((await owner.get(`/api/exports/${started.exportId}`)).json().state, 'cancelled')
  const path = (id: string) => join(house.data, 'files', 'exports', `${id}.csv`)
  assert.ok(!existsSync(path(started.exportId)))
  const { exportId, found } = await take(owner, 'customers')
  assert.ok(existsSync(path(exportId)))
  await house.database.owner.query(
    `update exports.exports set created_at = now() - interval '25 hours' where export_id = $1`,
    [exportId],
  )
  await tidyExports.run(house, {}, { signal: new AbortController().signal, attempt: 1 })
  assert.ok(!existsSync(path(exportId)))
  assert.equal((await owner.get(found.link)).statusCode, 404)
})

test('the command line writes a whole file', async () => {
  const path = join(folder, 'cli.csv')
  assert.equal(await exportToFile(house, { kind: 'orders', format: 'csv', path }, () => {}), 3)
  assert.equal(readFileSync(path, 'utf8').split('\r\n').length, 5)
  await assert.rejects(
    exportToFile(house, { kind: 'orders', format: 'csv', path, segment: 'none' }, () => {}),
    { code: 'segment_not_found' },
  )
})
