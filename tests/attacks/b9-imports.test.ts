import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { workOnRun } from '#connectors/imports/run/work-on-run.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { addPerson } from '#modules/team/testing/add-person.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { rooms } from '../../apps/rooms.ts'

const { house, app } = await openTestHouse(rooms)
const folder = mkdtempSync(join(tmpdir(), 'rapport-b9-'))
after(() => rmSync(folder, { recursive: true, force: true }))
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test', { sudo: true })
const ROWS = 2000
const BATCH = 100

type Ask = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object | Buffer) => Promise<{ id: string }>

const asking =
  (headers: Record<string, string>): Ask =>
  async (method, url, payload) => {
    const type = Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}
    const answer = await app.inject({ method, url, headers: { ...headers, ...type }, ...(payload && { payload }) })
    const isMade = method === 'POST' && url === '/api/imports'
    assert.equal(answer.statusCode, isMade ? 201 : 200, answer.body)
    return answer.json()
  }

/** An import that its author has started and no process has begun. */
async function started(ask: Ask, name: string): Promise<string> {
  const lines = Array.from({ length: ROWS }, (_, at) => `${name}-${at},Customer ${at}`)
  const bytes = Buffer.from(`customer_ref,name\n${lines.join('\n')}\n`)
  const { id } = await ask('POST', '/api/imports', { fileName: `${name}.csv`, source: name })
  await ask('PUT', `/api/imports/${id}/file?at=0&of=${bytes.length}`, bytes)
  await ask('GET', `/api/imports/${id}/preview`)
  await ask('POST', `/api/imports/${id}/start`)
  return id
}

/** How a run ends when `act` happens before it is begun, or after its first rows are written. */
async function endOf(runId: string, when: 'before' | 'within', act: () => Promise<unknown>) {
  if (when === 'before') await act()
  let acted = false
  const end = await workOnRun(house, runId, {
    batch: BATCH,
    onProgress: ({ phase, done }) => {
      if (when === 'before' || phase !== 'applying' || done < BATCH || acted) return
      acted = true
      void act()
    },
  })
  assert.equal(end, 'ended')
  const { rows } = await house.database.owner.query(
    `select state, error_code as code, (select count(*)::int from customers.customers c where c.run_id = r.run_id) as written
     from imports.runs r where run_id = $1`,
    [runId],
  )
  return rows[0] as { state: string; code: string | null; written: number }
}

async function person(name: string) {
  const staffId = await addPerson(house, `${name}@shop.test`, 'manager')
  const browser = await signInAs(app, `${name}@shop.test`)
  const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  const change = async (body: object) => {
    const { items } = (await owner.get('/api/staff')).json()
    const { version } = items.find((member: { staffId: string }) => member.staffId === staffId)
    assert.equal((await owner.patch(`/api/staff/${staffId}`, body, version)).statusCode, 200)
  }
  return { ask: asking({ cookie }), change }
}

async function program(name: string) {
  const { key, keyId } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name, permissions: ['imports.run'] }))
  const revoke = async () => assert.equal((await owner.ask('DELETE', `/api/keys/${keyId}`)).statusCode, 204)
  return { ask: asking({ authorization: `Bearer ${key}` }), revoke }
}

test('B9: an import whose author is disabled, demoted or revoked before it begins writes nothing and says why', async () => {
  const disabled = await person('disabled')
  const demoted = await person('demoted')
  const revoked = await program('revoked')
  const stopped = { state: 'failed', code: 'forbidden', written: 0 }
  assert.deepEqual(
    await endOf(await started(disabled.ask, 'a'), 'before', () => disabled.change({ disabled: true })),
    stopped,
  )
  const analyst = { roles: [{ role: 'auditor', unitId: 1 }] }
  assert.deepEqual(await endOf(await started(demoted.ask, 'b'), 'before', () => demoted.change(analyst)), stopped)
  assert.deepEqual(await endOf(await started(revoked.ask, 'c'), 'before', revoked.revoke), stopped)
})

test('B9: one that is under way stops within about a second', async () => {
  const disabled = await person('halfway')
  const revoked = await program('halfway')
  const slow = slowHouse()
  try {
    for (const [name, ask, act] of [
      ['d', disabled.ask, () => disabled.change({ disabled: true })],
      ['e', revoked.ask, revoked.revoke],
    ] as const) {
      const end = await endOf(await started(ask, name), 'within', act)
      assert.deepEqual([end.state, end.code], ['failed', 'forbidden'])
      assert.ok(end.written >= BATCH && end.written < ROWS, `${end.written} of ${ROWS}`)
    }
  } finally {
    slow.end()
  }
})

/** Each batch takes half a second, so that a second is less than the whole import. */
function slowHouse(): { end(): void } {
  const { transaction } = house
  house.transaction = async (options, work) => {
    if (options.permission === 'imports.run') await wait(500)
    return transaction(options, work)
  }
  return {
    end: () => {
      house.transaction = transaction
    },
  }
}

test('B9 control: the same imports go through when nothing happens to their authors', async () => {
  const kept = await person('kept')
  const program2 = await program('kept')
  const whole = { state: 'done', code: null, written: ROWS }
  assert.deepEqual(await endOf(await started(kept.ask, 'f'), 'before', async () => {}), whole)
  assert.deepEqual(await endOf(await started(program2.ask, 'g'), 'within', async () => {}), whole)
})
