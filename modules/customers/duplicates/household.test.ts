import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeSetting } from '#core/settings.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../../../apps/rooms.ts'
import { importCustomers } from '../import/import-customers.ts'
import { duplicateRules } from './duplicate-settings.ts'
import { scanChanges } from './scan-changes.ts'
import { scanDuplicates } from './scan-duplicates.ts'
import { makePeople } from './testing/made-people.ts'

const { house, app } = await openTestHouse(rooms)
const permissions = ['customers.read', 'customers.edit', 'customers.merge']
const { key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: 'k', permissions, unitIds: null }))

async function ask(method: 'GET' | 'POST', url: string, payload?: object) {
  const answer = await app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${key}` },
    ...(payload && { payload }),
  })
  assert.ok(answer.statusCode < 300, `${url} → ${answer.body}`)
  return answer.json()
}

const isDay = (text: string) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
const base = makePeople(700, 12).rows.map(({ id, fields }, line) => {
  const said = Object.entries(fields).filter(([name, value]) => value && (name !== 'birthday' || isDay(value)))
  return { line, value: { customerRef: id, ...Object.fromEntries(said) } }
})
await house.asSystem('test', (ctx) => importCustomers(ctx, { runId: uuid7(), source: 'shop', rows: base as never }))
await scanDuplicates(house)
await house.asSystem('test', (ctx) => changeSetting(ctx, duplicateRules, { review: 0.05, mergeAbove: 0.9 }))

const cases: [what: string, one: object, other: object, isHousehold: boolean][] = [
  [
    'twins',
    {
      name: 'Anna Oberhuber',
      birthday: '2001-04-05',
      address: 'Lindenweg 12',
      city: 'Graz',
      country: 'AT',
      phone: '+43316555777',
    },
    {
      name: 'Peter Oberhuber',
      birthday: '2001-04-05',
      address: 'Lindenweg 12',
      city: 'Graz',
      country: 'AT',
      phone: '+43316555777',
    },
    true,
  ],
  [
    'a father and his son of the same name',
    { name: 'Robert Hawthorne', birthday: '1955-02-14', address: '7 Mill Lane', city: 'Leeds', country: 'GB' },
    { name: 'Robert Hawthorne', birthday: '1985-11-30', address: '7 Mill Lane', city: 'Leeds', country: 'GB' },
    true,
  ],
  [
    'a family at one address with one landline',
    { name: '司徒建国', birthday: '1970-03-01', address: '解放路 5 号 3 栋 602', phone: '02988776655', country: 'CN' },
    { name: '司徒晓梅', birthday: '1998-09-09', address: '解放路 5 号 3 栋 602', phone: '02988776655', country: 'CN' },
    true,
  ],
  [
    'one person whose name was typed in pinyin the second time',
    { name: '上官文静', birthday: '1988-08-18', address: '人民路 9 号 1 单元', phone: '13655554444', country: 'CN' },
    {
      name: 'Shangguan Wenjing',
      birthday: '1988-08-18',
      address: '人民路 9 号 1 单元',
      phone: '13655554445',
      country: 'CN',
    },
    false,
  ],
]

for (const [what, one, other, isHousehold] of cases) {
  test(`${what}: ${isHousehold ? 'asked about as a household, never joined by score' : 'joined by score as one person'}`, async () => {
    const ids = [
      (await ask('POST', '/api/customers', one)).id,
      (await ask('POST', '/api/customers', { ...other, force: true })).id,
    ]
    await scanChanges(house)
    const { rows: merged } = await house.database.owner.query(
      'select from customers.merges where merged_id = any($1) and undone_at is null',
      [ids],
    )
    assert.equal(merged.length, isHousehold ? 0 : 1)
    if (!isHousehold) return
    const { rows } = await house.database.owner.query(
      'select looks_like_household as h, state from customers.duplicate_pairs where customer_id = $1 and other_id = $2',
      ids,
    )
    assert.deepEqual(rows, [{ h: true, state: 'open' }])
  })
}

test('a household is recorded as a relation on both sides, leaves the queue, and can be taken back', async () => {
  const last = async () => {
    const all: { household: boolean; one: { id: string }; other: { id: string } }[] = []
    for (let next: string | null = ''; next !== null; ) {
      const page = await ask('GET', `/api/duplicates?limit=100${next && `&cursor=${next}`}`)
      all.push(...page.items)
      next = page.next
    }
    return all
  }
  const before = await last()
  const kinds = before.map(({ household }) => household)
  assert.deepEqual(
    kinds,
    kinds.toSorted((a, b) => Number(a) - Number(b)),
    'households stand last',
  )
  const { one, other } = before.at(-1) as (typeof before)[number]
  await ask('POST', '/api/duplicates/household', { customerId: one.id, otherId: other.id })
  const related = async (id: string) =>
    (await ask('GET', `/api/customers/${id}`)).relations.map(({ kind }: { kind: string }) => kind)
  assert.deepEqual([await related(one.id), await related(other.id)], [['same_household'], ['same_household']])
  await scanDuplicates(house)
  const isThere = async () => (await last()).some((pair) => pair.one.id === one.id && pair.other.id === other.id)
  assert.equal(await isThere(), false)
  await ask('POST', '/api/duplicates/household', { customerId: one.id, otherId: other.id, household: false })
  assert.equal(await isThere(), true)
  assert.deepEqual(await related(one.id), [])
})
