import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { importFile } from '#connectors/imports/run/import-file.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addPerson } from '#modules/team/testing/add-person.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { addUnit } from '#modules/team/unit/add-unit.ts'
import { rooms } from '../../apps/rooms.ts'
import { exportToPath } from './export-to-path.ts'
import { fileLink } from './file/link.ts'
import { tidyJob } from './jobs.ts'
import { makeFile } from './run/make-file.ts'
import { fileNameOf } from './run/stored-export.ts'
import { asker, readCells } from './testing/ask-export.ts'

const { house, app } = await openTestHouse(rooms)
const folder = mkdtempSync(join(tmpdir(), 'rapport-export-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const dealer = await house.asSystem('test', (ctx) => addUnit(ctx, { name: 'Dealer', kind: 'dealer', parentId: 1 }))
const SECRET = { name: 'Zhang Sanfeng', email: 'sanfeng@example.com', phone: '+8613912345678', card: 'CARD-778899' }
await bringIn(
  'customers',
  `customer_ref,name,email,phone,card_number,birthday,address,tags
c1,${SECRET.name},${SECRET.email},${SECRET.phone},${SECRET.card},1990-05-17,Secret street 1,vip
${SECRET.email},Other,other@example.com,,,,,
c3,Third,,,,,,vip
`,
)
await bringIn(
  'orders',
  `order_number,ordered_at,status,customer_ref,sku,quantity,unit_price,currency,unit_cost,shop
A-1,2024-02-01,completed,c1,S1,3,6.125,CNY,2.5,
A-2,2024-02-02,completed,c3,S2,1,9.99,CNY,4.25,Dealer
`,
)
await bringIn(
  'interactions',
  `customer_ref,occurred_at,channel,kind,subject,body
c1,2024-02-01 11:00,phone,call,Call,"${SECRET.name} wants a call at ${SECRET.phone} or ${SECRET.email}"
c3,2024-02-02 11:00,phone,call,Call,about the vase
`,
)
await runWaitingJobs(house)

async function bringIn(kind: 'customers' | 'orders' | 'interactions', text: string): Promise<void> {
  const path = join(folder, `${kind}.csv`)
  writeFileSync(path, text)
  await importFile(house, { kind, path, source: 'shop' })
}

const everything = await asker({ house, app })
const refs = (csv: Buffer) =>
  readCells(csv)
    .slice(1)
    .map((row) => row[0])
    .sort()

test('filter, search, segment and choice say whose rows go out', async () => {
  const filter = JSON.stringify([{ field: 'tags', op: 'any', value: ['vip'] }])
  assert.deepEqual(refs(await everything.fetch({ what: 'customers', filter })), ['c1', 'c3'])
  assert.deepEqual(refs(await everything.fetch({ what: 'customers', q: 'third' })), ['c3'])
  assert.deepEqual(refs(await everything.fetch({ what: 'orders', filter })), ['A-1', 'A-2'])
  assert.deepEqual(
    refs(await everything.fetch({ what: 'interactions', q: 'third' })).every((ref) => ref === 'c3'),
    true,
  )
  const { rows } = await house.database.owner.query("select customer_id from customers.customers where name = 'Third'")
  assert.deepEqual(refs(await everything.fetch({ what: 'orders', customerIds: [rows[0].customer_id] })), ['A-2'])
  const { rows: made } = await house.database.owner.query(
    `insert into customers.segments (name, condition, created_by) values ('S', '{}', 'test') returning segment_id`,
  )
  await house.database.owner.query(
    `insert into customers.segment_members (customer_id, segment_id, unit_ids)
     select customer_id, $1, unit_ids from customers.customers where name = 'Third'`,
    [made[0].segment_id],
  )
  assert.deepEqual(refs(await everything.fetch({ what: 'customers', segment: made[0].segment_id })), ['c3'])
  const path = join(folder, 'out.csv')
  const { rows: count } = await exportToPath(
    house,
    { what: 'orders', format: 'csv', path, wish: { source: 'shop' }, segment: 'S' },
    () => {},
  )
  assert.equal(count, 1)
  const nobody = { what: 'orders', format: 'csv', path, wish: { source: 'shop' }, segment: 'No such' } as const
  await assert.rejects(
    exportToPath(house, nobody, () => {}),
    { code: 'segment_not_found' },
  )
})

test('a dealer gets the rows of their unit only', async () => {
  const own = await asker({ house, app }, { unitIds: [dealer.unitId] })
  assert.deepEqual(refs(await own.fetch({ what: 'customers' })), ['c3'])
  assert.deepEqual(refs(await own.fetch({ what: 'orders' })), ['A-2'])
  const interactions = (await own.fetch({ what: 'interactions' })).toString()
  assert.doesNotMatch(interactions, /Sanfeng|c1/)
  const { rows } = await house.database.owner.query(
    "select customer_id from customers.customers where name like 'Zhang%'",
  )
  assert.deepEqual(refs(await own.fetch({ what: 'customers', customerIds: [rows[0].customer_id] })), [])
})

test('B5: what is masked for the maker is masked in every file, and its column says so', async () => {
  const masked = ['name', 'email', 'phone', 'card', 'birthday', 'address']
  const blind = await asker(
    { house, app },
    {
      masked,
      permissions: ['customers.export', 'orders.export', 'interactions.export', 'customers.read', 'orders.read'],
    },
  )
  for (const what of ['customers', 'orders', 'interactions']) {
    const clear = (await everything.fetch({ what })).toString()
    const csv = (await blind.fetch({ what })).toString()
    assert.ok(clear.includes(SECRET.email), 'it stands in the file of who may see it')
    for (const secret of [...Object.values(SECRET), '13912345678', '1990-05-17', 'Secret street']) {
      assert.ok(!csv.includes(secret), `${what}: ${secret}`)
    }
    assert.match(csv.split('\r\n')[0] ?? '', /phone \(masked\)/)
  }
  const orders = readCells(await blind.fetch({ what: 'orders' }))
  const at = orders[0]?.indexOf('unit_cost (hidden)') ?? -1
  assert.ok(at > 0 && orders.slice(1).every((row) => row[at] === ''))
  const filter = JSON.stringify([{ field: 'phone', op: 'is', value: SECRET.phone }])
  const oracle = await blind.ask('POST', '/api/exports', { what: 'customers', filter })
  assert.deepEqual([oracle.statusCode, oracle.json().code], [403, 'field_masked'])
})

test('each kind takes its own right, and the right to see it', async () => {
  const cases = [
    [['customers.read', 'orders.read', 'orders.export'], 'customers', 403],
    [['customers.export'], 'customers', 403],
    [['customers.export', 'customers.read'], 'customers', 200],
    [['customers.export', 'customers.read'], 'orders', 403],
    [['customers.export', 'customers.read'], 'interactions', 403],
  ] as const
  for (const [permissions, what, status] of cases) {
    const { ask } = await asker({ house, app }, { permissions: [...permissions] })
    assert.equal((await ask('POST', '/api/exports', { what })).statusCode, status, `${permissions} ${what}`)
  }
  assert.equal(
    (await app.inject({ method: 'POST', url: '/api/exports', payload: { what: 'customers' } })).statusCode,
    401,
  )
  for (const wish of [{ what: 'staff' }, { what: 'customers', format: 'pdf' }, { what: 'customers', unitIds: [1] }]) {
    assert.equal((await everything.ask('POST', '/api/exports', wish)).statusCode, 400)
  }
})

test('B11: a file is for its maker, by a link that holds and was not altered', async () => {
  const { exportId } = await everything.start({ what: 'customers' })
  assert.equal((await everything.find(exportId)).link, null)
  await everything.make(exportId)
  const { link, rows, sha256 } = await everything.find(exportId)
  const answer = await everything.ask('GET', link)
  assert.equal(answer.statusCode, 200)
  assert.match(String(answer.headers['content-disposition']), /^attachment; filename="customers-[\d-]+\.csv"$/)
  assert.equal(answer.headers['x-content-type-options'], 'nosniff')
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.equal(Number(answer.headers['content-length']), answer.rawPayload.length)
  assert.match(sha256, /^[0-9a-f]{64}$/)
  assert.equal(rows, 3)
  const other = await asker({ house, app })
  const status = async (by: typeof other, url: string) => (await by.ask('GET', url)).statusCode
  assert.equal(await status(other, link), 404)
  assert.equal(await status(other, `/api/exports/${exportId}`), 404)
  assert.equal((await app.inject({ url: link })).statusCode, 401)
  assert.equal(await status(everything, `/api/exports/${exportId}/file`), 404)
  assert.equal(await status(everything, `${link.slice(0, -3)}AAA`), 404)
  const twin = await everything.start({ what: 'customers' })
  await everything.make(twin.exportId)
  assert.equal(await status(everything, link.replace(exportId, twin.exportId)), 404)
  const holder = { exportId, makerKind: 'key', makerId: everything.keyId }
  const old = fileLink(house, holder, new Date(Date.now() - 15 * 60_000 - 1000))
  const expired = await everything.ask('GET', old)
  assert.deepEqual([expired.statusCode, expired.json().code], [403, 'export_link_expired'])
  assert.equal(await status(everything, fileLink(house, holder, new Date(Date.now() - 14 * 60_000))), 200)
})

test('a file is named for the company’s day, in the night too', async () => {
  const createdAt = new Date('2026-11-26T20:00:00Z')
  const name = await house.asSystem('test', (ctx) => fileNameOf(ctx, { what: 'orders', format: 'xlsx', createdAt }))
  assert.equal(name, 'orders-2026-11-27.xlsx')
})

test('who asked for what, how many rows and which file stands in the log', async () => {
  const filter = JSON.stringify([{ field: 'tags', op: 'any', value: ['vip'] }])
  const { exportId } = await everything.start({ what: 'customers', filter, format: 'xlsx' })
  await everything.make(exportId)
  const { link, sha256 } = await everything.find(exportId)
  await everything.ask('GET', link)
  const { rows } = await house.database.owner.query(
    'select action, actor_id, details from core.audit_log where target = $1 order by at',
    [exportId],
  )
  assert.deepEqual(
    rows.map((row) => row.action),
    ['export.started', 'export.done', 'export.fetched'],
  )
  assert.ok(rows.every((row) => row.actor_id === everything.keyId))
  const { what, format, filter: logged, rows: count, sha256: hash } = rows[1].details
  assert.deepEqual([what, format, logged, count, hash], ['customers', 'xlsx', filter, 2, sha256])
})

test('A3: the queued export of a disabled person fails, and their link opens nothing', async () => {
  const staffId = await addPerson(house, 'boss@shop.test', 'manager')
  const browser = await signInAs(app, 'boss@shop.test')
  const first = (await browser.post('/api/exports', { what: 'customers' })).json()
  await runWaitingJobs(house)
  const tasks = (await browser.get('/api/tasks')).json().items
  const task = tasks.find((one: { taskId: string }) => one.taskId === first.taskId)
  assert.deepEqual([task.state, task.done], ['done', 3])
  assert.equal((await browser.get(task.result.to)).statusCode, 200)
  assert.equal((await browser.get(task.result.renew)).json().state, 'done')
  const second = (await browser.post('/api/exports', { what: 'customers' })).json()
  await house.database.owner.query('update team.staff set disabled_at = now() where staff_id = $1', [staffId])
  await runWaitingJobs(house)
  assert.deepEqual(await stateOf(second.exportId), { state: 'failed', error: 'export_rights_lost', chunks: 0n })
  await house.database.owner.query('delete from team.sessions where staff_id = $1', [staffId])
  await new Promise((resolve) => setTimeout(resolve, 2100))
  assert.equal((await browser.get(task.result.to)).statusCode, 401)
})

test('a revoked key, and a right that was taken away, end the export; a narrower sight ends the download', async () => {
  const one = await asker({ house, app })
  const { exportId } = await one.start({ what: 'customers' })
  await one.make(exportId)
  const later = await one.start({ what: 'customers' })
  const { link } = await one.find(exportId)
  await house.database.owner.query("update team.api_keys set masked = '{phone}' where key_id = $1", [one.keyId])
  await new Promise((resolve) => setTimeout(resolve, 2100))
  const narrowed = await one.ask('GET', link)
  assert.deepEqual([narrowed.statusCode, narrowed.json().code], [403, 'export_rights_changed'])
  await house.database.owner.query('update team.api_keys set revoked_at = now() where key_id = $1', [one.keyId])
  await one.make(later.exportId)
  assert.equal((await stateOf(later.exportId)).error, 'export_rights_lost')
})

test('a cancelled export leaves nothing behind; one that had not begun never begins', async () => {
  const email = 'cancels@shop.test'
  await addPerson(house, email, 'manager')
  const browser = await signInAs(app, email)
  const { exportId, taskId } = (await browser.post('/api/exports', { what: 'orders' })).json()
  assert.equal((await browser.post(`/api/tasks/${taskId}/cancel`)).statusCode, 204)
  await runWaitingJobs(house)
  assert.deepEqual(await stateOf(exportId), { state: 'cancelled', error: null, chunks: 0n })
  const running = (await browser.post('/api/exports', { what: 'orders' })).json()
  await house.database.owner.query('update core.tasks set cancel_asked = true, state = $2 where task_id = $1', [
    running.taskId,
    'running',
  ])
  await runWaitingJobs(house)
  assert.equal((await stateOf(running.exportId)).state, 'cancelled')
})

test('a process that stops leaves the file to the next, which begins anew', async () => {
  const { exportId } = await everything.start({ what: 'customers' })
  const stopping = AbortSignal.abort()
  assert.equal(await makeFile(house, exportId, { signal: stopping, isLast: false }), 'left')
  assert.equal((await everything.find(exportId)).state, 'running')
  await house.database.owner.query("insert into export.chunks values ($1, 0, 'half a file')", [exportId])
  await everything.make(exportId)
  const { link } = await everything.find(exportId)
  assert.deepEqual(refs((await everything.ask('GET', link)).rawPayload), ['c1', 'c3', SECRET.email])
})

test('five exports of one person at once are enough; a day later files are gone', async () => {
  const one = await asker({ house, app })
  for (let n = 0; n < 5; n++) await one.start({ what: 'orders' })
  const sixth = await one.ask('POST', '/api/exports', { what: 'orders' })
  assert.deepEqual([sixth.statusCode, sixth.json().code], [429, 'exports_running'])
  const { exportId } = await everything.start({ what: 'customers' })
  await everything.make(exportId)
  const { link } = await everything.find(exportId)
  const tidy = () => tidyJob.run(house, {}, { signal: new AbortController().signal, attempt: 1 })
  await tidy()
  assert.equal((await everything.ask('GET', link)).statusCode, 200)
  await house.database.owner.query("update export.exports set created_at = now() - interval '25 hours'")
  await tidy()
  assert.equal((await everything.ask('GET', link)).statusCode, 404)
  const { rows } = await house.database.owner.query('select count(*) from export.chunks')
  assert.equal(Number(rows[0].count), 0)
})

async function stateOf(exportId: string) {
  const { rows } = await house.database.owner.query(
    `select e.state, t.error, (select count(*) from export.chunks c where c.export_id = e.export_id) as chunks
     from export.exports e join core.tasks t using (task_id) where export_id = $1`,
    [exportId],
  )
  return { ...rows[0], chunks: BigInt(rows[0].chunks) } as { state: string; error: string | null; chunks: bigint }
}
