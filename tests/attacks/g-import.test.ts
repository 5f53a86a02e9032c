import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { importFile } from '#connectors/imports/run/import-file.ts'
import { workOnRun } from '#connectors/imports/run/work-on-run.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../../apps/rooms.ts'

const { app, house, url } = await openTestHouse(rooms)
const folder = mkdtempSync(join(tmpdir(), 'rapport-g-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const LINES = 6000

/** Orders of one to four lines, shuffled so that lines of one order lie far apart; each thirtieth row is wrong. */
function ordersFile(): { path: string; good: number; bad: number; cents: bigint } {
  const rows: string[] = []
  let cents = 0n
  let bad = 0
  for (let index = 0; index < LINES; index++) {
    const isBad = index % 30 === 7
    const price = 100 + ((index * 37) % 9900)
    const quantity = 1 + (index % 3)
    if (isBad) bad++
    else cents += BigInt(price * quantity)
    const customer = index % 11 === 0 ? '' : `c${Math.floor(index / 4) % 400}`
    rows.push(
      `N${index % 2300},2024-0${1 + ((index % 2300) % 9)}-11,${customer && `c${(index % 2300) % 400}`},s${index % 50},${isBad ? 'x' : quantity},${(price / 100).toFixed(2)},EUR`,
    )
  }
  const path = join(folder, 'orders.csv')
  writeFileSync(path, `order_number,ordered_at,customer_ref,sku,quantity,unit_price,currency\n${rows.join('\n')}\n`)
  return { path, good: LINES - bad, bad, cents }
}

async function state() {
  const { rows } = await house.database.owner.query(`
    select (select count(*) from orders.lines)::int as lines, (select sum(revenue_micro) from orders.lines)::text as revenue,
      (select count(*) from (select 1 from orders.orders group by order_number having count(*) > 1) twice)::int as twice`)
  return rows[0] as { lines: number; revenue: string | null; twice: number }
}

/** Runs the import in a process of its own and kills it without warning at a random moment; false when it was done before. */
function runAndKill(path: string): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'import-child.ts'),
      url,
      folder,
      'orders',
      path,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  return new Promise((resolve) => {
    let hasEnded = false
    let isArmed = false
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('ended')) hasEnded = true
      if (isArmed) return
      isArmed = true
      setTimeout(() => child.kill('SIGKILL'), randomInt(20, 700))
    })
    child.on('close', () => resolve(!hasEnded))
  })
}

test('G1: kill -9 at random moments, then resume: every row exactly once or in the error file', async () => {
  const { path, good, bad, cents } = ordersFile()
  let kills = 0
  for (let attempt = 0; attempt < 6; attempt++) {
    if (!(await runAndKill(path))) break
    kills++
    const { lines } = await state()
    assert.ok(lines <= good)
    // Time passes, so that the next process may take the run over.
    await house.database.owner.query(`update imports.runs set alive_at = now() - interval '1 hour'`)
  }
  assert.ok(kills > 0, 'no process was killed on its way')
  await importFile(house, { kind: 'orders', path, source: 'shop' })
  const { rows } = await house.database.owner.query('select * from imports.runs order by created_at')
  const [run] = rows
  assert.equal(run.state, 'done')
  const now = await state()
  assert.deepEqual([now.lines, now.revenue, now.twice], [good, (cents * 10_000n).toString(), 0])
  assert.deepEqual(
    [
      Number(run.rows_read),
      Number(run.rows_new) + Number(run.rows_changed) + Number(run.rows_unchanged),
      Number(run.rows_refused),
    ],
    [LINES, good, bad],
  )
  const refused = await house.database.owner.query(
    'select count(*)::int as count from imports.refused where run_id = $1',
    [run.run_id],
  )
  assert.equal(refused.rows[0].count, bad)
  const again = await importFile(house, { kind: 'orders', path, source: 'shop' })
  assert.deepEqual([Number(again.run.rows_new), Number(again.run.rows_unchanged)], [0, good])
  assert.equal((await state()).lines, good)
})

test('G1: staged rows lost with the database server are read again, and no row is written twice', async () => {
  const path = join(folder, 'products.csv')
  writeFileSync(
    path,
    `sku,name,price,currency\n${Array.from({ length: 2000 }, (_, at) => `lost-${at},Product ${at},1.50,EUR`).join('\n')}\n`,
  )
  const stop = new AbortController()
  let runId = ''
  const half = importFile(
    house,
    { kind: 'products', path, source: 'shop' },
    {
      batch: 500,
      signal: stop.signal,
      onProgress: ({ phase, done }) => phase === 'applying' && done >= 1000 && stop.abort(),
    },
  )
  await assert.rejects(half, { code: 'import_ended' })
  const { rows } = await house.database.owner.query(
    `select run_id, rows_new from imports.runs where state = 'applying'`,
  )
  runId = rows[0].run_id
  assert.equal(Number(rows[0].rows_new), 1000)
  await house.database.owner.query('delete from imports.rows where run_id = $1', [runId])
  assert.equal(await workOnRun(house, runId), 'ended')
  const done = await house.database.owner.query(
    'select state, rows_read::int, rows_new::int from imports.runs where run_id = $1',
    [runId],
  )
  assert.deepEqual(done.rows[0], { state: 'done', rows_read: 2000, rows_new: 2000 })
  const products = await house.database.owner.query(
    `select count(*)::int as count from catalogue.products where sku like 'lost-%'`,
  )
  assert.equal(products.rows[0].count, 2000)
})

test('B8: an importer of one unit touches no customer of another, and sees no run of theirs', async () => {
  const unit = await house.database.owner.query<{ unit_id: number }>(
    `insert into team.units (unit_id, parent_id, path, name, kind) values (77, 1, '{1,77}', 'Dealer A', 'dealer') returning unit_id`,
  )
  const unitId = unit.rows[0]?.unit_id ?? 0
  const company = join(folder, 'company.csv')
  writeFileSync(company, 'customer_ref,name,email\nk1,Company Customer,k1@example.test\n')
  const theirs = await importFile(house, { kind: 'customers', path: company, source: 'shop' })
  const { key } = await house.asSystem('test', (ctx) =>
    addApiKey(ctx, { name: 'dealer', permissions: ['imports.run'], unitIds: [unitId] }),
  )
  const headers = { authorization: `Bearer ${key}` }
  const bytes = Buffer.from(
    'customer_ref,name,email,role,points\nk1,Taken Over,k1@example.test,owner,9999\nd1,Dealer Customer,d1@example.test,owner,1\n',
  )
  const made = (
    await app.inject({ method: 'POST', url: '/api/imports', headers, payload: { fileName: 'mine.csv' } })
  ).json()
  const put = `/api/imports/${made.id}/file?at=0&of=${bytes.length}`
  const sent = await app.inject({
    method: 'PUT',
    url: put,
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    payload: bytes,
  })
  assert.equal(sent.statusCode, 200, sent.body)
  const preview = (await app.inject({ url: `/api/imports/${made.id}/preview`, headers })).json()
  assert.deepEqual(preview.forbidden, ['role', 'points'])
  const wish = { mapping: { ...preview.mapping, columns: { ...preview.mapping.columns, role: 'tags' } } }
  const patch = await app.inject({
    method: 'PATCH',
    url: `/api/imports/${made.id}/mapping`,
    headers: { ...headers, 'if-match': `"${preview.version}"` },
    payload: wish,
  })
  assert.deepEqual(
    [patch.statusCode, patch.json().code, patch.json().details.column],
    [400, 'column_forbidden', 'role'],
  )
  assert.equal((await app.inject({ method: 'POST', url: `/api/imports/${made.id}/start`, headers })).statusCode, 200)
  assert.equal(await workOnRun(house, made.id), 'ended')
  const run = (await app.inject({ url: `/api/imports/${made.id}`, headers })).json()
  assert.deepEqual([run.state, run.new, run.refused], ['done', 1, 1])
  const { rows } = await house.database.owner.query(
    `select name, unit_ids from customers.customers where email in ('k1@example.test', 'd1@example.test') order by name`,
  )
  assert.deepEqual(rows, [
    { name: 'Company Customer', unit_ids: [1] },
    { name: 'Dealer Customer', unit_ids: [unitId] },
  ])
  assert.equal((await app.inject({ url: `/api/imports/${theirs.run.run_id}`, headers })).statusCode, 404)
  const listed = (await app.inject({ url: '/api/imports', headers })).json()
  assert.deepEqual(
    listed.items.map(({ id }: { id: string }) => id),
    [made.id],
  )
})

test('D7: parts out of step, too large, unfinished or of another kind leave no file and no memory behind', async () => {
  const { key } = await house.asSystem('test', (ctx) =>
    addApiKey(ctx, { name: 'uploader', permissions: ['imports.run'] }),
  )
  const headers = { authorization: `Bearer ${key}` }
  const made = (
    await app.inject({ method: 'POST', url: '/api/imports', headers, payload: { fileName: 'x.csv' } })
  ).json()
  const put = (query: string, payload: Buffer, type = 'application/octet-stream') =>
    app.inject({
      method: 'PUT',
      url: `/api/imports/${made.id}/file?${query}`,
      headers: { ...headers, 'content-type': type },
      payload,
    })
  assert.equal((await put(`at=0&of=${3 * 2 ** 30}`, Buffer.from('a'))).json().code, 'upload_too_large')
  assert.equal((await put('at=0&of=5', Buffer.from('abcdefgh'))).json().code, 'upload_too_large')
  assert.equal((await put('at=0&of=99999999', Buffer.alloc(9 * 2 ** 20))).statusCode, 413)
  assert.equal((await put('at=0&of=5&x=1', Buffer.from('abcde'))).statusCode, 400)
  assert.equal((await put('at=0&of=5', Buffer.from('abcde'), 'multipart/form-data; boundary=x')).statusCode, 415)
  assert.equal((await put('at=0&of=4', Buffer.from('%PDF'))).json().code, 'file_type_unknown')
  const refused = (await app.inject({ url: `/api/imports/${made.id}`, headers })).json()
  assert.deepEqual([refused.state, refused.errorCode], ['failed', 'file_type_unknown'])
  const left = readdirSync(join(house.data, 'files')).filter((name) => name.startsWith('import-'))
  const claimed = await house.database.owner.query('select file_key from imports.runs where file_key is not null')
  assert.deepEqual(
    left.filter((name) => !claimed.rows.some((row) => row.file_key === name)),
    [],
  )
})
