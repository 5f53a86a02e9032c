import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../../../apps/rooms.ts'
import { importCustomers } from '../import/import-customers.ts'
import { scanChanges } from './scan-changes.ts'
import { scanDuplicates } from './scan-duplicates.ts'
import { makePeople } from './testing/made-people.ts'

const { house, app } = await openTestHouse(rooms)
const { owner } = house.database
await owner.query(
  `insert into team.units (unit_id, parent_id, path, kind, name) overriding system value values (2, 1, '{1,2}', 'dealer', 'D')`,
)
const keyOf = async (unitIds: number[] | null) =>
  (
    await house.asSystem('test', (ctx) =>
      addApiKey(ctx, { name: 'k', permissions: ['customers.edit', 'customers.read'], unitIds }),
    )
  ).key
const [office, dealer] = [await keyOf(null), await keyOf([2])]

interface Likely {
  customer: { id: string; name: string }
  probability: number
  reasons: { field: string; level: string; weight: number }[]
}

async function post(key: string, url: string, payload: object) {
  const answer = await app.inject({ method: 'POST', url, headers: { authorization: `Bearer ${key}` }, payload })
  assert.ok(answer.statusCode < 300, answer.body)
  return answer.json()
}
const likely = async (typed: object, key = office): Promise<Likely[]> =>
  (await post(key, '/api/customers/likely-duplicates', typed)).items

const wang = {
  name: '王小明',
  phone: '13812345678',
  email: 'wang.xm@shop.test',
  birthday: '1990-05-06',
  address: '中山路 88 号 2 单元',
  country: 'CN',
}
const { id } = await post(office, '/api/customers', wang)

test('before any scan: the same phone and name warn, with reasons; a stranger does not', async () => {
  const [first, ...rest] = await likely({ name: '王小明', phone: '+86 138 1234 5678' })
  assert.deepEqual([first?.customer.id, rest.length], [id, 0])
  assert.ok((first?.probability ?? 0) > 0.9)
  assert.deepEqual(first?.reasons.find(({ field }) => field === 'phone')?.level, 'exact')
  assert.deepEqual(await likely({ name: '李雷', phone: '13911112222' }), [])
  assert.deepEqual(await likely({}), [])
})

test('after a scan: pinyin, a typing error in the phone and another e-mail are the same person still', async () => {
  const isDay = (text: string) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
  const rows = makePeople(900, 8).rows.map(({ id: customerRef, fields }, line) => {
    const said = Object.entries(fields).filter(([name, value]) => value && (name !== 'birthday' || isDay(value)))
    return { line, value: { customerRef, ...Object.fromEntries(said) } }
  })
  await house.asSystem('test', (ctx) => importCustomers(ctx, { runId: uuid7(), source: 'shop', rows: rows as never }))
  await scanDuplicates(house)
  const [first] = await likely({ name: 'Wang Xiaoming', phone: '13812345679', birthday: '1990-05-06', country: 'CN' })
  assert.equal(first?.customer.id, id)
  // Latin letters are read given name first.
  assert.equal(first?.reasons.find(({ field }) => field === 'name: given name')?.level, 'swapped')
  assert.deepEqual(await likely({ name: '不可能有', phone: '13900000001', birthday: '2001-01-01' }), [])
})

test('who came a moment ago is found after the next look at changes, without a scan of everybody', async () => {
  const made = await post(office, '/api/customers', {
    name: '慕容复兴',
    birthday: '1971-07-07',
    address: '燕子坞 1 号',
    country: 'CN',
  })
  const { isLearnedAnew } = await scanChanges(house)
  assert.equal(isLearnedAnew, false)
  const [first] = await likely({ name: '慕容复兴', birthday: '1971-07-07', address: '燕子坞1号', country: 'CN' })
  assert.equal(first?.customer.id, made.id)
})

test('a second phone of somebody warns too', async () => {
  await post(office, `/api/customers/${id}/identities`, { kind: 'phone', value: '13700001111' })
  const [first] = await likely({ name: '王小明', phone: '13700001111' })
  assert.equal(first?.customer.id, id)
})

test('inside a unit nobody learns of strangers; their own are found', async () => {
  assert.deepEqual(await likely(wang, dealer), [])
  await owner.query(`update customers.customers set unit_ids = '{1,2}' where customer_id = $1`, [id])
  assert.equal((await likely(wang, dealer))[0]?.customer.id, id)
})
