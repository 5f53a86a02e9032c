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
import { rooms } from '../../apps/rooms.ts'

const { house, app } = await openTestHouse(rooms)
const folder = mkdtempSync(join(tmpdir(), 'rapport-f5-'))
after(() => rmSync(folder, { recursive: true, force: true }))
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test', { sudo: true })
const TIMES = 100

async function twoRecords(mark: string): Promise<[string, string]> {
  const make = async (email: string) => {
    const made = await owner.post('/api/customers', { name: `F5 ${mark}`, email })
    assert.equal(made.statusCode, 201, made.body)
    return made.json().id as string
  }
  return [await make(`${mark}-one@shop.test`), await make(`${mark}-two@shop.test`)]
}

const orderOf = (mark: string, email: string, orderNumber: string) => ({
  orderNumber,
  source: `shop-${mark}`,
  customer: { email },
  currency: 'EUR',
  lines: [{ sku: 'F5', productName: 'Tea', quantity: '2', unitPrice: '10' }],
})

const merge = (into: string, other: string) => owner.post(`/api/customers/${into}/merge`, { otherIds: [other] })

/** One order, on whoever stands for both, counted once; and the story of how it came there. */
async function assertOneAccrual(mark: string, [stays, joined]: [string, string], accruals = 1) {
  await runWaitingJobs(house)
  const { rows: orders } = await house.database.owner.query(
    'select customer_id, origin_id from orders.orders where source = $1',
    [`shop-${mark}`],
  )
  assert.deepEqual(
    orders.map(({ customer_id }) => customer_id),
    Array(accruals).fill(stays),
  )
  const { metrics } = (await owner.get(`/api/customers/${stays}`)).json()
  assert.deepEqual([metrics.orders, metrics.revenue], [accruals, (20 * accruals).toFixed(2)])
  assert.equal((await owner.get(`/api/customers/${joined}`)).json().code, 'customer_merged')
  const { rows: told } = await house.database.owner.query(
    `select count(*)::int as count from customers.interactions where kind = 'order' and customer_id = any($1)`,
    [[stays, joined]],
  )
  assert.equal(told[0].count, accruals, 'one line of the timeline each')
  const { items } = (await owner.get(`/api/audit?customer=${stays}`)).json()
  const actions = items.map(({ action }: { action: string }) => action)
  assert.ok(actions.includes('customers.merged'), `the log tells of the merge: ${[...new Set(actions)].join(', ')}`)
  const { items: merges } = (await owner.get(`/api/customers/${stays}/merges`)).json()
  assert.deepEqual(
    merges.map(({ mergedId }: { mergedId: string }) => mergedId),
    [joined],
  )
}

for (const owned of ['one', 'two'] as const) {
  test(`F5: the same order ${TIMES} times while its owner (record ${owned}) is joined: one accrual, on the survivor`, async () => {
    const mark = `api-${owned}`
    const [stays, joins] = await twoRecords(mark)
    const order = orderOf(mark, `${mark}-${owned}@shop.test`, 'F5-1')
    const answers = await Promise.all(
      Array.from({ length: TIMES }, async (_, at) => {
        if (at === TIMES / 4) return merge(stays, joins)
        // Half of the senders repeat their key, half know only the number.
        const headers: Record<string, string> = at % 2 === 0 ? { 'idempotency-key': `f5-${mark}-once` } : {}
        return owner.ask('POST', '/api/orders', order, headers)
      }),
    )
    const codes = new Set(answers.map(({ statusCode }) => statusCode))
    assert.ok(
      [...codes].every((status) => [200, 201, 409].includes(status)),
      [...codes].join(' '),
    )
    assert.ok(
      answers.some(({ statusCode }) => statusCode === 201),
      'control: it was placed',
    )
    await assertOneAccrual(mark, [stays, joins])
    const next = await owner.post('/api/orders', { ...order, orderNumber: 'F5-2' })
    assert.equal(next.statusCode, 201, next.body)
    await assertOneAccrual(mark, [stays, joins], 2)
  })
}

test('F5: the same file of orders three times while its two customers are joined: one accrual each', async () => {
  const mark = 'file'
  const [stays, joins] = await twoRecords(mark)
  const path = join(folder, 'orders.csv')
  writeFileSync(
    path,
    `order_number,ordered_at,customer_ref,email,sku,quantity,unit_price,currency\n${['one', 'two']
      .map((who) => `F-${who},2026-01-05,,${mark}-${who}@shop.test,F5,2,10,EUR\n`)
      .join('')}`,
  )
  const importOnce = () => importFile(house, { kind: 'orders', path, source: `shop-${mark}` })
  const [first, , ...rest] = await Promise.all([importOnce(), merge(stays, joins), importOnce(), importOnce()])
  // Who finds an unfinished run of the same file works on that one: a run may be given back more than once.
  const runs = new Map(
    [first, ...rest]
      .map((done) => (done as Awaited<ReturnType<typeof importOnce>>).run)
      .map((run) => [run.run_id, run]),
  )
  assert.equal(
    [...runs.values()].reduce((sum, run) => sum + Number(run.rows_new), 0),
    2,
    'control: they were new once',
  )
  await assertOneAccrual(mark, [stays, joins], 2)
})
