import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '#core/database/open.ts'
import { type Spawned, spawnCommand, spawnRapport } from '../ground/spawn-rapport.ts'

const data = mkdtempSync(join(tmpdir(), 'rapport-e5-'))
let server: Spawned | null = null
after(async () => {
  await server?.kill('SIGTERM')
  rmSync(data, { recursive: true, force: true })
})

const order = (orderNumber: string, price = '10') => ({
  ...{ orderNumber, currency: 'EUR', source: 'e5', customer: { customerRef: 'c1', name: 'Ida' } },
  lines: [{ sku: 'TEA', quantity: '1', unitPrice: price }],
})

async function keyOf(name: string): Promise<string> {
  const made = spawnCommand(['api-key', 'add', name, '--scopes', 'orders.read,orders.write', '--data', data, '--json'])
  await new Promise((done) => made.child.once('exit', done))
  return (JSON.parse(made.printed()) as { key: string }).key
}

function placer(key: string) {
  return async (body: object, idempotencyKey: string) => {
    const answer = await fetch(`${server?.url}/api/orders`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${key}`,
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as { orderId?: string; code?: string } }
  }
}

test('E5: one effect for one Idempotency-Key: repeated, fifty at once, killed in the middle; keys are each caller’s own', {
  timeout: 180_000,
}, async () => {
  server = await spawnRapport(['--data', data])
  const database = await openDatabase({ data })
  const count = async (number: string) =>
    (await database.owner.query('select count(*)::int as n from orders.orders where order_number = $1', [number]))
      .rows[0].n
  const [one, other] = [placer(await keyOf('one')), placer(await keyOf('other'))]

  const first = await one(order('A-1'), 'key-a-0001')
  assert.equal(first.status, 201)
  assert.deepEqual(await one(order('A-1'), 'key-a-0001'), first, 'the same answer')
  assert.equal(await count('A-1'), 1)
  const changed = await one(order('A-1', '11'), 'key-a-0001')
  assert.deepEqual([changed.status, changed.body.code], [422, 'idempotency_key_reused'])
  const theirs = await other(order('A-2'), 'key-a-0001')
  assert.equal(theirs.status, 201, 'another caller’s key is another key')
  assert.notEqual(theirs.body.orderId, first.body.orderId)

  const fifty = await Promise.all(Array.from({ length: 50 }, () => one(order('B-1'), 'key-b-0001')))
  assert.deepEqual(new Set(fifty.map(({ status, body }) => `${status} ${body.orderId}`)).size, 1)
  assert.equal(await count('B-1'), 1)

  // Killed while the order is being written: nothing of it stands, and the repetition does it once.
  await database.owner.query(`create function public.slow() returns trigger language plpgsql as
    $$ begin perform pg_sleep(4); return new; end $$`)
  await database.owner.query(`create trigger slow after insert on orders.orders for each row
    when (new.order_number = 'C-1') execute function public.slow()`)
  const lost = one(order('C-1'), 'key-c-0001').catch((error: Error) => error)
  await wait(1500)
  await server.kill('SIGKILL')
  assert.ok((await lost) instanceof Error, 'positive control: the answer was lost')
  await database.close()
  server = await spawnRapport(['--data', data])
  const again = await openDatabase({ data })
  await again.owner.query('drop trigger slow on orders.orders')
  const done = await one(order('C-1'), 'key-c-0001')
  assert.equal(done.status, 201)
  assert.deepEqual(await one(order('C-1'), 'key-c-0001'), done)
  const { rows } = await again.owner.query(`select count(*)::int as n from orders.orders where order_number = 'C-1'`)
  assert.equal(rows[0].n, 1)
  await again.close()
})
