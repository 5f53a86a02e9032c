import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'
import { exportToPath } from './export-to-path.ts'
import { asker } from './testing/ask-export.ts'

const ROWS = 50_000
/** How much more may be held at the end of a file than at its beginning; all rows together are many times as much. */
const GROWTH = 12 * 2 ** 20

const { house, app } = await openTestHouse(rooms)
const folder = mkdtempSync(join(tmpdir(), 'rapport-big-export-'))
after(() => rmSync(folder, { recursive: true, force: true }))
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

await house.database.owner.query(`
  insert into customers.customers (customer_id, name, email, phone, address, tags)
  select core.uuid7(), 'Customer number ' || n, 'customer' || n || '@example.com', '+8613800' || lpad(n::text, 6, '0'),
    repeat('A long street ', 20) || n, array['vip', 'tea']
  from generate_series(1, ${ROWS}) n`)

function held(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

for (const format of ['csv', 'xlsx'] as const) {
  test(`${format}: memory is the same at row 5,000 and at row 45,000`, async () => {
    const path = join(folder, `big.${format}`)
    const at = new Map<number, number>()
    const { rows } = await exportToPath(
      house,
      { what: 'customers', format, path, wish: { source: 'shop' } },
      (done) => void (done % 5000 === 0 && at.set(done, held())),
    )
    assert.equal(rows, ROWS)
    const growth = (at.get(45_000) ?? Number.POSITIVE_INFINITY) - (at.get(5000) ?? 0)
    assert.ok(growth < GROWTH, `${Math.round(growth / 2 ** 20)} MiB more`)
    assert.ok(statSync(path).size > 500_000)
  })
}

test('the same through the house: chunks of a mebibyte, and every row once', async () => {
  const { fetch, start, make } = await asker({ house, app })
  const { exportId } = await start({ what: 'customers' })
  await make(exportId)
  const { rows } = await house.database.owner.query(
    'select count(*) as chunks, max(length(bytes)) as longest, min(length(bytes)) as shortest from export.chunks where export_id = $1',
    [exportId],
  )
  assert.ok(Number(rows[0].chunks) > 10 && Number(rows[0].longest) === 2 ** 20 && Number(rows[0].shortest) > 0)
  const text = (await fetch({ what: 'customers' })).toString('utf8')
  const references = text.match(/^rapport:[0-9a-f-]{36}/gm) ?? []
  assert.equal(references.length, ROWS)
  assert.equal(new Set(references).size, ROWS)
})
