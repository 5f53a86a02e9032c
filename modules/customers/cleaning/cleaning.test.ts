import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { CustomerRow } from '../import/customer-row.ts'
import { type Ask, askAs } from '../list/testing/ask.ts'
import { RULES } from './rules/rules.ts'
import { dirtyRow } from './testing/dirty-customers.ts'
import { openCleaning, RIGHTS, WRITTEN } from './testing/open-cleaning.ts'

const { tested, all, rows, bring, idOf, settle, owner } = await openCleaning()
const COLUMN: Record<string, string> = { family_name: `custom->>'family_name'`, given_name: `custom->>'given_name'` }

interface Change {
  field: string
  before: string | null
  after: string | null
}
interface Item {
  id: string
  name: string
  changes: Change[]
}

/** The whole preview of a rule, page by page. */
async function preview(rule: string, ask: Ask = all, limit = '3'): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor: string | undefined; ; ) {
    const { status, body } = await ask('GET', `/api/cleaning/rules/${rule}`, { query: { limit, cursor } })
    assert.equal(status, 200, JSON.stringify(body))
    items.push(...(body.items as unknown as Item[]))
    if (!body.next) return items
    cursor = body.next
  }
}

async function clean(rule: string, more: object = {}, ask: Ask = all): Promise<string> {
  const { status, body } = await ask('POST', '/api/cleaning/runs', { body: { rule, ...more } })
  assert.equal(status, 201, JSON.stringify(body))
  await settle()
  return (body as unknown as { runId: string }).runId
}

const run = async (runId: string, ask: Ask = all) =>
  (await ask('GET', `/api/cleaning/runs/${runId}`)).body as unknown as {
    state: string
    changed: number
    kept: number
    restored: number
  }
async function undo(runId: string): Promise<void> {
  const { status, body } = await all('POST', `/api/cleaning/runs/${runId}/undo`, { body: {} })
  assert.equal(status, 200, JSON.stringify(body))
  await settle()
}
const standing = async ({ id, field }: { id: string; field: string }) =>
  (await rows(`select ${COLUMN[field] ?? field} as value from customers.customers where customer_id = $1`, [id]))[0]
    ?.value

let nth = 0
const people = fc
  .integer({ min: 3, max: 9 })
  .chain((many) => fc.tuple(...Array.from({ length: many }, () => dirtyRow(++nth))))

test('what the preview shows is what is written; a second run finds nothing; undo brings back every byte', async () => {
  let changed = 0
  await fc.assert(
    fc.asyncProperty(people, fc.constantFrom(...RULES.filter((rule) => rule !== 'email')), async (given, rule) => {
      await bring(given as CustomerRow[])
      const before = await rows(WRITTEN)
      const promised = await preview(rule)
      const runId = await clean(rule)
      for (const { id, changes } of promised)
        for (const { field, after } of changes)
          assert.equal((await standing({ id, field })) ?? null, after, `${rule} ${field}`)
      const done = await run(runId)
      assert.deepEqual([done.state, done.changed], ['done', promised.length])
      changed += promised.length
      assert.deepEqual(await preview(rule), [])
      assert.equal((await run(await clean(rule))).changed, 0)
      await undo(runId)
      assert.deepEqual([(await run(runId)).state, (await run(runId)).kept], ['undone', 0])
      assert.deepEqual(await rows(WRITTEN), before)
      assert.deepEqual((await preview(rule)).length, promised.length, 'the rule finds them again')
    }),
    { numRuns: 12 },
  )
  assert.ok(changed > 40, `positive control: ${changed} customers were changed`)
})

test('who is left out, or not chosen, stays as they were', async () => {
  const found = await preview('spaces')
  assert.ok(found.length > 5)
  const [one, two] = found as [Item, Item]
  const runId = await clean('spaces', { exceptIds: found.slice(1).map(({ id }) => id) })
  assert.equal((await run(runId)).changed, 1)
  assert.deepEqual(
    (await preview('spaces')).map(({ id }) => id),
    found.slice(1).map(({ id }) => id),
  )
  const chosen = await all('POST', '/api/cleaning/runs', { body: { rule: 'spaces', customerIds: [two.id] } })
  assert.deepEqual((chosen.body as unknown as { taskId: null; changed: number }).changed, 1)
  assert.ok(!(await preview('spaces')).some(({ id }) => id === one.id || id === two.id))
  await undo(runId)
  await undo((chosen.body as unknown as { runId: string }).runId)
  assert.deepEqual((await preview('spaces')).length, found.length)
})

test('a value that somebody changed since stays, is counted and listed; the others go back', async () => {
  await bring([
    { customerRef: 'kept-1', name: '  Kept   One ' },
    { customerRef: 'kept-2', name: '  Kept   Two ' },
  ])
  const [one, two] = [await idOf('kept-1'), await idOf('kept-2')]
  const runId = await clean('spaces')
  const { changed } = await run(runId)
  const { body } = await all('GET', `/api/customers/${one}`)
  const edited = await all('PATCH', `/api/customers/${one}`, {
    body: { name: 'Renamed' },
    version: (body as unknown as { version: number }).version,
  })
  assert.equal(edited.status, 200)
  await undo(runId)
  const after = await run(runId)
  assert.deepEqual([after.state, after.kept, after.restored], ['undone', 1, changed - 1])
  assert.equal(await standing({ id: one, field: 'name' }), 'Renamed')
  assert.equal(await standing({ id: two, field: 'name' }), '  Kept   Two ')
  const kept = await all('GET', `/api/cleaning/runs/${runId}/changes`, { query: { state: 'kept' } })
  assert.deepEqual(
    kept.body.items?.map(({ customerId, field, after: now }) => [customerId, field, now]),
    [[one, 'name', 'Kept One']],
  )
  assert.equal((await all('POST', `/api/cleaning/runs/${runId}/undo`, { body: {} })).body.code, 'run_not_undoable')
})

test('a value that a person had chosen is chosen again after undo, and the source says so in between', async () => {
  await bring([{ customerRef: 'chosen', name: ' Chosen  Name' }])
  const id = await idOf('chosen')
  await bring([{ customerRef: 'shop/chosen', name: 'Other Name' }], 'shop')
  const choose = { body: { field: 'name', source: 'shop', originId: null } }
  assert.equal((await all('POST', `/api/customers/${id}/values/choose`, choose)).status, 200)
  await settle()
  const valuesOf = async () =>
    (await all('GET', `/api/customers/${id}/values`)).body.items?.map(({ source, stands, chosen }) => [
      source,
      stands,
      chosen,
    ])
  const before = await valuesOf()
  assert.deepEqual(before, [['shop', true, true]])
  const { runId } = (await all('POST', '/api/cleaning/runs', { body: { rule: 'spaces', customerIds: [id] } }))
    .body as unknown as { runId: string }
  assert.deepEqual(await valuesOf(), [
    ['cleaning', true, true],
    ['shop', false, false],
  ])
  await undo(runId)
  assert.deepEqual(await valuesOf(), before)
})

test('an e-mail is mended one by one only; the customer is found and reached by it, and undo gives the old one back', async () => {
  await bring([{ customerRef: 'typo', name: 'Typo', email: 'typo.person@gmial.com' }])
  const id = await idOf('typo')
  assert.ok((await preview('email')).some((item) => item.id === id))
  assert.equal((await all('POST', '/api/cleaning/runs', { body: { rule: 'email' } })).body.code, 'rule_singly')
  const { runId } = (await all('POST', '/api/cleaning/runs', { body: { rule: 'email', customerIds: [id] } }))
    .body as unknown as { runId: string }
  await settle()
  assert.equal(await standing({ id, field: 'email' }), 'typo.person@gmail.com')
  const found = await all('GET', '/api/customers', { query: { q: 'typo.person@gmail.com' } })
  assert.deepEqual(
    found.body.items?.map((item) => item.id),
    [id],
  )
  const gaps = async () => (await rows('select gaps from customers.customers where customer_id = $1', [id]))[0]?.gaps
  assert.ok(!(await gaps()).includes('email_invalid'))
  await undo(runId)
  assert.equal(await standing({ id, field: 'email' }), 'typo.person@gmial.com')
  assert.ok((await gaps()).includes('email_invalid'))
})

test('inside a unit only its customers are counted, shown and changed; runs of others are none', async () => {
  await bring([
    { customerRef: 'mine', name: ' Mine ' },
    { customerRef: 'theirs', name: ' Theirs ' },
  ])
  const [mine, theirs] = [await idOf('mine'), await idOf('theirs')]
  await owner.query(
    `select customers.set_units(array[$1]::uuid[], array['{2}']) from (select set_config('role', 'rapport_company', true)) r`,
    [mine],
  )
  const dealer = await askAs(tested, { permissions: RIGHTS, unitIds: [2] })
  assert.deepEqual(
    (await preview('spaces', dealer)).map(({ id }) => id),
    [mine],
  )
  const { body } = await dealer('GET', '/api/cleaning')
  const count = (body as unknown as { rules: { rule: string; count: number }[] }).rules.find(
    ({ rule }) => rule === 'spaces',
  )
  assert.equal(count?.count, 1)
  const chosen = await dealer('POST', '/api/cleaning/runs', { body: { rule: 'spaces', customerIds: [mine, theirs] } })
  const done = chosen.body as unknown as { runId: string; changed: number }
  assert.equal(done.changed, 1)
  assert.equal(await standing({ id: theirs, field: 'name' }), ' Theirs ')
  const office = await clean('spaces')
  assert.equal(await standing({ id: theirs, field: 'name' }), 'Theirs', 'positive control: the office changes it')
  assert.equal((await dealer('GET', `/api/cleaning/runs/${office}`)).status, 404)
  assert.equal((await dealer('POST', `/api/cleaning/runs/${office}/undo`, { body: {} })).status, 404)
  assert.equal((await dealer('POST', '/api/cleaning/check', { body: {} })).body.code, 'company_wide_only')
  assert.equal((await run(done.runId, dealer)).state, 'done')
  await undo(office)
})

test('masked fields are neither shown nor changed nor put back; parts of a name are masked with it', async () => {
  await bring([{ customerRef: 'masked', name: ' Hidden  Name ', company: ' Acme  Masked ' }])
  const id = await idOf('masked')
  const blind = await askAs(tested, { permissions: RIGHTS, masked: ['name', 'email'] })
  const seen = (await preview('spaces', blind)).find((item) => item.id === id)
  assert.deepEqual(
    seen?.changes.map(({ field }) => field),
    ['company'],
  )
  assert.ok(!JSON.stringify(seen).includes('Hidden'))
  assert.equal((await blind('GET', '/api/cleaning/rules/name_case')).body.code, 'field_masked')
  assert.equal((await blind('POST', '/api/cleaning/runs', { body: { rule: 'name_parts' } })).body.code, 'field_masked')
  await blind('POST', '/api/cleaning/runs', { body: { rule: 'spaces', customerIds: [id] } })
  assert.deepEqual(
    [await standing({ id, field: 'company' }), await standing({ id, field: 'name' })],
    ['Acme Masked', ' Hidden  Name '],
  )
  const open = await clean('spaces', { customerIds: [id] })
  assert.equal(await standing({ id, field: 'name' }), 'Hidden Name', 'positive control')
  assert.equal((await blind('POST', `/api/cleaning/runs/${open}/undo`, { body: {} })).body.code, 'field_masked')
  const changes = await blind('GET', `/api/cleaning/runs/${open}/changes`)
  assert.ok(!JSON.stringify(changes.body).includes('Hidden'))
  await clean('name_parts', { customerIds: [id] })
  assert.equal(await standing({ id, field: 'family_name' }), 'Name')
  for (const url of [`/api/customers/${id}`, `/api/customers/${id}/values`, `/api/customers/${id}/quality`]) {
    assert.ok(!JSON.stringify((await blind('GET', url)).body).includes('"Name"'), url)
    const sees = JSON.stringify((await all('GET', url)).body)
    if (!url.endsWith('quality')) assert.ok(sees.includes('"Name"'), `positive control: ${url}`)
  }
  const filter = JSON.stringify([{ field: 'custom.family_name', op: 'is', value: ['Name'] }])
  assert.equal((await blind('GET', '/api/customers', { query: { filter } })).body.code, 'field_masked')
})
