import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../../apps/rooms.ts'
import { workOnRun } from './run/work-on-run.ts'
import { importer } from './testing/ask-imports.ts'

const { app, house } = await openTestHouse(rooms)
const other = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: 'reader', permissions: ['customers.read'] }))
const { headers, ask, upload } = await importer({ house, app })

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name))

test('a file comes in parts, is guessed, shown, started, counted and taken back', async () => {
  const { id, body } = await upload('../../Online Retail.csv', fixture('online-retail.csv'), { partSize: 100 })
  assert.equal(body.state, 'guessed')
  assert.equal(body.fileName, 'Online Retail.csv')
  const preview = await ask('GET', `/api/imports/${id}/preview`)
  assert.equal(preview.body.layout, 'online-retail')
  assert.deepEqual(preview.body.mapping.constants, { currency: 'GBP' })
  assert.equal(preview.body.currencyFrom, 'country')
  assert.deepEqual(preview.body.unratedCurrencies, [], 'the first orders say what the house reckons in')
  assert.equal(preview.body.rows.length, 5)
  assert.equal(preview.body.rows[3].values.status, 'returned')
  assert.equal((await ask('POST', `/api/imports/${id}/start`)).body.state, 'staging')
  assert.equal(await workOnRun(house, id), 'ended')
  const done = (await ask('GET', `/api/imports/${id}`)).body
  assert.deepEqual(
    [done.state, done.rows, done.new, done.changed, done.unchanged, done.refused, done.anonymous],
    ['done', 5, 5, 0, 0, 0, 2],
  )
  assert.equal((await ask('POST', `/api/imports/${id}/start`)).body.code, 'import_started')
  const again = await upload('the same.csv', fixture('online-retail.csv'))
  assert.equal(again.body.sameAs, id, 'said before anything is started')
  const task = async () =>
    (await ask('GET', '/api/tasks')).body.items.find((one: { title: string }) => one.title === 'the same.csv')
  assert.deepEqual((await task()).result, { to: `/import/${again.id}`, awaitsOwner: true })
  await ask('POST', `/api/imports/${again.id}/start`)
  assert.equal((await task()).result, null, 'waits for nobody any more')
  await workOnRun(house, again.id)
  const second = (await ask('GET', `/api/imports/${again.id}`)).body
  assert.deepEqual([second.new, second.unchanged, second.sameAs], [0, 5, id])
  assert.equal((await ask('POST', `/api/imports/${id}/revert`)).body.state, 'reverting')
  assert.equal(await workOnRun(house, id), 'ended')
  assert.equal((await ask('GET', `/api/imports/${id}`)).body.state, 'reverted')
  const { rows } = await house.database.owner.query('select count(*) from orders.lines')
  assert.equal(Number(rows[0].count), 0)
})

test('refused rows stand in the error file, and a corrected one adds its row once', async () => {
  const text =
    'order_number,ordered_at,customer_ref,sku,quantity,unit_price,currency,note\n' +
    'A1,2024-03-05,c1,x,1,9.99,EUR,"=cmd|x"\nA1,2024-03-05,c1,y,two,5,EUR,-5.00\nA2,not a day,c2,x,1,9.99,EUR,\n'
  const { id } = await upload('orders.csv', Buffer.from(text))
  await ask('POST', `/api/imports/${id}/start`)
  await workOnRun(house, id)
  const run = (await ask('GET', `/api/imports/${id}`)).body
  assert.deepEqual([run.rows, run.new, run.refused], [3, 1, 2])
  const errors = await app.inject({ method: 'GET', url: `/api/imports/${id}/errors.csv`, headers })
  assert.match(errors.headers['content-disposition'] as string, /^attachment/)
  const lines = errors.body.split('\r\n')
  assert.equal(
    lines[0],
    '\uFEFFline,column,value,reason,order_number,ordered_at,customer_ref,sku,quantity,unit_price,currency,note,_line',
  )
  assert.equal(lines[1], `3,quantity,two,is no number,A1,2024-03-05,c1,y,two,5,EUR,-5.00,${id}:3`)
  assert.match(lines[2] ?? '', /^4,ordered_at,not a day,is no date,A2/)
  const corrected = errors.body.replace(',y,two,', ',y,2,').replace(',A2,not a day,', ',A2,2024-03-06,')
  const before = await lineCount()
  const fixed = await upload('corrected.csv', Buffer.from(corrected))
  const foreign = await upload(
    'foreign.csv',
    Buffer.from(
      `${['order_number,ordered_at,customer_ref,sku,quantity,unit_price,currency', 'S1,2024-03-05,c9,x,1,5,SEK'].join('\n')}\n`,
    ),
  )
  const unrated = (await ask('GET', `/api/imports/${foreign.id}/preview`)).body.unratedCurrencies
  assert.deepEqual(unrated, ['SEK'], 'orders in EUR are there, and nobody said what a krona is worth')
  const preview = (await ask('GET', `/api/imports/${fixed.id}/preview`)).body
  assert.equal(preview.mapping.columns._line, 'correction_of')
  await ask('POST', `/api/imports/${fixed.id}/start`)
  await workOnRun(house, fixed.id)
  const result = (await ask('GET', `/api/imports/${fixed.id}`)).body
  assert.deepEqual([result.state, result.rows, result.new, result.refused], ['done', 2, 2, 0])
  assert.equal(await lineCount(), before + 2)
  const twice = await upload('corrected again.csv', Buffer.from(corrected))
  await ask('POST', `/api/imports/${twice.id}/start`)
  await workOnRun(house, twice.id)
  assert.equal(await lineCount(), before + 2)
})

async function lineCount(): Promise<number> {
  const { rows } = await house.database.owner.query('select count(*) from orders.lines')
  return Number(rows[0].count)
}

test('the mapping can be changed until the start, by whoever has seen its newest form', async () => {
  const { id, body } = await upload('a.csv', Buffer.from('who,when,what,how many,each\nc1,3/4/2024,x,1,"9,99"\n'))
  const mapping = {
    kind: 'orders',
    columns: {
      who: 'customer_ref',
      when: 'ordered_at',
      what: 'order_number',
      'how many': 'quantity',
      each: 'unit_price',
    },
    constants: { currency: 'EUR' },
    formats: {},
  }
  assert.equal((await ask('PATCH', `/api/imports/${id}/mapping`, { mapping })).status, 428)
  const stale = await ask('PATCH', `/api/imports/${id}/mapping`, { mapping }, { 'if-match': '"0"' })
  assert.equal(stale.status, 412)
  let version = `"${body.version}"`
  const changed = await ask('PATCH', `/api/imports/${id}/mapping`, { mapping }, { 'if-match': version })
  assert.equal(changed.status, 200, changed.text)
  version = `"${changed.body.version}"`
  const wrong = { ...mapping, columns: { ...mapping.columns, who: 'password' } }
  assert.equal(
    (await ask('PATCH', `/api/imports/${id}/mapping`, { mapping: wrong }, { 'if-match': version })).body.code,
    'field_unknown',
  )
  const kinds = { ...mapping, kind: 'customers' }
  const anew = await ask('PATCH', `/api/imports/${id}/mapping`, { mapping: kinds }, { 'if-match': version })
  assert.equal(anew.body.kind, 'customers')
  assert.equal((await ask('POST', `/api/imports/${id}/cancel`)).body.state, 'cancelled')
  assert.equal((await ask('POST', `/api/imports/${id}/cancel`)).body.code, 'import_ended')
})

test('what is promised to fail fails so', async () => {
  const absent = '00000000-0000-7000-8000-00000000dead'
  for (const [method, path, status] of [
    ['GET', `/api/imports/${absent}`, 404],
    ['GET', `/api/imports/${absent}/preview`, 404],
    ['GET', `/api/imports/${absent}/errors.csv`, 404],
    ['POST', `/api/imports/${absent}/start`, 404],
    ['POST', `/api/imports/${absent}/cancel`, 404],
    ['POST', `/api/imports/${absent}/revert`, 404],
    ['GET', '/api/imports?cursor=x', 400],
    ['GET', '/api/imports?limit=1000', 400],
  ] as const) {
    assert.equal((await ask(method, path)).status, status, path)
    const foreign = await app.inject({ method, url: path, headers: { authorization: `Bearer ${other.key}` } })
    assert.equal(foreign.statusCode, 403, path)
    assert.equal((await app.inject({ method, url: path })).statusCode, 401, path)
  }
  const made = (await ask('POST', '/api/imports', { fileName: 'x.csv' })).body
  assert.equal((await ask('POST', `/api/imports/${made.id}/start`)).body.code, 'import_not_ready')
  assert.equal((await ask('POST', `/api/imports/${made.id}/revert`)).body.code, 'import_not_revertible')
  const late = await app.inject({
    method: 'PUT',
    url: `/api/imports/${made.id}/file?at=10&of=20`,
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    payload: Buffer.alloc(10, 65),
  })
  assert.deepEqual([late.statusCode, late.json().details.at], [409, 0])
  const list = (await ask('GET', '/api/imports?limit=2')).body
  assert.equal(list.items.length, 2)
  assert.notEqual(list.next, null)
})

test('dates that could be either way round wait for a person', async () => {
  const { id, body } = await upload(
    'd.csv',
    Buffer.from('order_number,ordered_at,unit_price,currency\nX1,3/4/2024,5,EUR\n'),
  )
  assert.equal((await ask('POST', `/api/imports/${id}/start`)).body.code, 'dates_ambiguous')
  const { mapping } = (await ask('GET', `/api/imports/${id}/preview`)).body
  const wish = { mapping: { ...mapping, formats: { ...mapping.formats, date: 'day-first' } } }
  assert.equal(
    (await ask('PATCH', `/api/imports/${id}/mapping`, wish, { 'if-match': `"${body.version}"` })).status,
    200,
  )
  assert.equal((await ask('POST', `/api/imports/${id}/start`)).status, 200)
})
