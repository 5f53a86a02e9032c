import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openTestHouse } from '#core/testing/test-house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../../../apps/rooms.ts'
import { importCustomers } from '../import/import-customers.ts'
import { rescore } from './compute/rescore.ts'
import { lastModel } from './kept-model.ts'
import { readBase } from './read-base.ts'
import { scanChanges } from './scan-changes.ts'
import { scanDuplicates } from './scan-duplicates.ts'
import { makePeople } from './testing/made-people.ts'

const { house, app } = await openTestHouse(rooms)
const { owner } = house.database
const permissions = ['customers.read', 'customers.edit', 'customers.archive', 'customers.merge']
const { key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: 'k', permissions, unitIds: null }))

async function ask(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, version?: number) {
  const headers = { authorization: `Bearer ${key}`, ...(version !== undefined && { 'if-match': `"${version}"` }) }
  const answer = await app.inject({ method, url, headers, ...(payload && { payload }) })
  assert.ok(answer.statusCode < 300, `${method} ${url} → ${answer.statusCode} ${answer.body}`)
  return answer.json()
}

const RECORDS = 80
const isDay = (text: string) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
const rows = makePeople(RECORDS, 5).rows.map(({ id, fields }, line) => {
  const said = Object.entries(fields).filter(([name, value]) => value && (name !== 'birthday' || isDay(value)))
  return { line, value: { customerRef: id, ...Object.fromEntries(said) } }
})
await house.asSystem('test', (ctx) => importCustomers(ctx, { runId: uuid7(), source: 'shop', rows: rows as never }))
await scanDuplicates(house)

const listed = async (): Promise<string[]> =>
  (await owner.query('select customer_id as id from customers.customers where listed order by 1')).rows.map(
    ({ id }) => id,
  )

/** The queue as the house has it, and as a scan of everybody with the same parameters would make it. */
async function bothQueues(allUpTo: number) {
  const { rows: kept } = await owner.query(`
    select customer_id as a, other_id as b, weight, state, reasons
    from customers.duplicate_pairs p where state = 'open' order by 1, 2`)
  const { rows: decided } = await owner.query(
    `select customer_id || ' ' || other_id as pair from customers.duplicate_pairs where state <> 'open'`,
  )
  const model = await house.asSystem('test', lastModel)
  assert.ok(model)
  const scored = rescore(await readBase(house), model.learned, { threshold: 0.5, country: 'CN', allUpTo })
  const isDecided = new Set(decided.map(({ pair }) => pair))
  const shape = (reasons: { field: string; level: string }[]) => reasons.map(({ field, level }) => `${field}: ${level}`)
  return {
    kept: kept.map(({ a, b, weight, reasons }) => ({ a, b, weight: Math.fround(weight), reasons: shape(reasons) })),
    full: scored
      .filter(({ a, b }) => !isDecided.has(`${a} ${b}`))
      .map(({ a, b, weight, reasons }) => ({ a, b, weight: Math.fround(weight), reasons: shape(reasons) }))
      .sort((one, other) => (`${one.a} ${one.b}` < `${other.a} ${other.b}` ? -1 : 1)),
  }
}

const FIELDS = ['name', 'birthday', 'address', 'city', 'company'] as const
const edit = fc.record({
  kind: fc.constant('edit' as const),
  of: fc.nat(),
  like: fc.nat(),
  field: fc.constantFrom(...FIELDS),
})
const move = fc.record({ kind: fc.constantFrom('double', 'merge', 'archive', 'phone'), of: fc.nat(), like: fc.nat() })
const joined: string[] = []

type Change = { kind: string; of: number; like: number; field?: (typeof FIELDS)[number] }

/** Does one thing to one of the records, as people do through the API. */
async function change({ kind, of, like, field = 'name' }: Change): Promise<void> {
  const ids = await listed()
  const [one, other] = [ids[of % ids.length] ?? '', ids[like % ids.length] ?? '']
  const theirs = await ask('GET', `/api/customers/${other}`)
  if (kind === 'edit') {
    const { version } = await ask('GET', `/api/customers/${one}`)
    await ask('PATCH', `/api/customers/${one}`, { [field]: theirs[field] ?? null }, version)
  } else if (kind === 'phone') {
    const phone = theirs.identities.find((identity: { kind: string }) => identity.kind === 'phone')?.value
    await owner.query('update customers.customers set phone = $1 where customer_id = $2', [phone ?? null, one])
  } else if (kind === 'double' && ids.length < RECORDS + 4) {
    const { name, birthday, address, city, country } = theirs
    const given = Object.entries({ name, birthday, address, city, country }).filter(([, value]) => value)
    await ask('POST', '/api/customers', Object.fromEntries(given))
  } else if (kind === 'merge' && one !== other && ids.length > RECORDS - 6) {
    await ask('POST', `/api/customers/${one}/merge`, { otherIds: [other] })
    joined.push(other)
  } else if (kind === 'archive' && ids.length > RECORDS - 6) await ask('POST', `/api/customers/${one}/archive`)
  else if (joined.length > 0) await ask('POST', `/api/customers/${joined.pop()}/unmerge`)
}

for (const allUpTo of [1500, 0]) {
  test(`after any changes the queue is what a scan of everybody would make it, ${allUpTo ? 'all compared' : 'by keys'}`, async () => {
    await owner.query(
      'insert into customers.duplicate_changes (customer_id) select customer_id from customers.customers',
    )
    await scanChanges(house, { allUpTo })
    const before = await bothQueues(allUpTo)
    assert.deepEqual(before.kept, before.full)
    assert.ok(before.kept.length > 3, `${before.kept.length} pairs to begin with`)
    const seen = new Set([JSON.stringify(before.kept)])
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(edit, move) as fc.Arbitrary<Change>, { minLength: 1, maxLength: 6 }),
        async (changes) => {
          for (const one of changes) await change(one)
          const { isLearnedAnew } = await scanChanges(house, { allUpTo })
          assert.equal(isLearnedAnew, false)
          const { kept, full } = await bothQueues(allUpTo)
          assert.deepEqual(kept, full)
          seen.add(JSON.stringify(kept))
        },
      ),
      { numRuns: 25, endOnFailure: true },
    )
    assert.ok(seen.size > 5, 'control: the queue did change')
  })
}

test('what people told apart stays so until a field of their own agrees otherwise', async () => {
  const made = async (body: object) => (await ask('POST', '/api/customers', body)).id as string
  const one = await made({ name: '诸葛亮明', birthday: '1981-02-03', address: '南阳路 77 号 3 幢', country: 'CN' })
  const other = await made({ name: '诸葛亮明', birthday: '1981-02-03', address: '南阳路 77 号 3 幢', country: 'CN' })
  await scanChanges(house)
  const state = async () =>
    (
      await owner.query('select state from customers.duplicate_pairs where customer_id = $1 and other_id = $2', [
        one,
        other,
      ])
    ).rows[0]?.state
  assert.equal(await state(), 'open')
  await ask('POST', '/api/duplicates/dismiss', { customerId: one, otherId: other })
  const patch = async (body: object) => {
    const { version } = await ask('GET', `/api/customers/${one}`)
    await ask('PATCH', `/api/customers/${one}`, body, version)
    await scanChanges(house)
  }
  await patch({ city: '南阳', tags: ['vip'] })
  assert.equal(await state(), 'dismissed')
  await scanDuplicates(house)
  assert.equal(await state(), 'dismissed', 'a scan of everybody asks no more either')
  await patch({ address: '南阳路 77 号 3 幢 201 室' })
  assert.equal(await state(), 'open', 'other values: asked again')
})

test('a base that grew by a tenth is learned anew', async () => {
  const more = makePeople(160, 6)
    .rows.slice(0, 40)
    .map(({ fields }, line) => ({ line, value: { customerRef: `n${line}`, name: fields['name'] } }))
  await house.asSystem('test', (ctx) => importCustomers(ctx, { runId: uuid7(), source: 'shop', rows: more as never }))
  assert.equal((await scanChanges(house)).isLearnedAnew, true)
  assert.deepEqual(await scanChanges(house).then(({ changed, isLearnedAnew }) => [changed, isLearnedAnew]), [0, false])
})
