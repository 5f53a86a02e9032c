import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { importFile } from '#connectors/imports/run/import-file.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../rooms.ts'
import { runCommand } from './testing/run-command.ts'

const { house, url } = await openTestHouse(rooms)
const folder = mkdtempSync(join(tmpdir(), 'rapport-customers-command-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const run = (...args: string[]) => runCommand([...args, '--data', folder], { DATABASE_URL: url })

const path = join(folder, 'orders.csv')
writeFileSync(
  path,
  'order_number,ordered_at,email,sku,quantity,unit_price,currency\nA1,2024-03-05,only@example.test,x,1,5,EUR\n',
)
await importFile(house, { kind: 'orders', path, source: 'shop' })

test('a page has from 1 to 200 customers, as in the API; other sizes are refused', async () => {
  for (const limit of ['0', '500', '-1']) {
    const refused = await run('customers', 'list', '--limit', limit, '--json')
    assert.equal(refused.code, 1, limit)
    assert.equal(JSON.parse(refused.out).error.code, 'usage')
  }
  const page = await run('customers', 'list', '--limit', '200', '--json')
  assert.equal(JSON.parse(page.out).items.length, 1)
})

test('a customer known by an e-mail only is shown by it', async () => {
  assert.match((await run('customers', 'list')).out, /^only@example\.test {2}/m)
  assert.match((await run('customers', 'find', 'only@example.test')).out, /^only@example\.test {2}/m)
  assert.match((await run('customers', 'show', 'only@example.test')).out, /^only@example\.test {2}\(/)
})

test('an analysis of too few customers for a best fifth says nothing of one', async () => {
  const { out, code } = await run('analyse')
  assert.equal(code, 0)
  assert.match(out, /1 customer, 1 order/)
  assert.doesNotMatch(out, /best fifth/)
})
