import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeSetting } from '#core/settings.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { duplicateRules } from '#modules/customers/duplicates/duplicate-settings.ts'
import { scanDuplicates } from '#modules/customers/duplicates/scan-duplicates.ts'
import { addPerson } from '#modules/team/testing/add-person.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { rooms } from '../../apps/rooms.ts'

const { house, app } = await openTestHouse(rooms)
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test', { sudo: true })

const create = (body: object) => owner.post('/api/customers', body)
async function made(body: object): Promise<string> {
  const answer = await create(body)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json().id
}
const recordOf = async (id: string) => (await owner.get(`/api/customers/${id}`)).json()

/** Each as it is written, then what is the same identity, then what is another. */
const EQUAL: [kind: string, written: string, same: string[], others: string[]][] = [
  [
    'email',
    'José.Núñez@Shop.test',
    ['jose\u0301.nu\u0301n\u0303ez@shop.test', 'JOSÉ.NÚÑEZ@SHOP.TEST', '\u3000josé.núñez@shop.test '],
    ['jose.nunez@shop.test', 'j\u043Esé.núñez@shop.test'],
  ],
  [
    'phone',
    '+86 138 1234 5678',
    ['13812345678', '８６１３８１２３４５６７８'.replace(/^/, '+'), '0086-138-1234-5678'],
    ['13812345679'],
  ],
  ['card', 'VIP 8800-12', ['vip880012', 'ＶＩＰ　８８００１２'], ['VIP880O12']],
  ['ref', 'Käufer-7', ['Ka\u0308ufer-7', 'Ｋäufer-7'], ['käufer-7', 'Kaufer-7', 'K\u0430\u0308ufer-7']],
  ['wechat', 'Wang_XM', ['wang_xm', '@WANG_XM', 'ｗａｎｇ_xm'], ['w\u0430ng_xm']],
]

test('I2: each kind of identity has one owner in every spelling that means the same, and look-alikes are others', async () => {
  for (const [kind, written, same, others] of EQUAL) {
    const holder = await made({ name: `I2 ${kind}` })
    const other = await made({ name: `I2 ${kind} other` })
    const give = (id: string, value: string) =>
      owner.post(`/api/customers/${id}/identities`, { kind, value, source: 'shop' })
    assert.equal((await give(holder, written)).statusCode, 200, written)
    const kept = (await recordOf(holder)).identities[0].value
    assert.equal(kept, kind === 'phone' ? '+8613812345678' : written, 'kept byte for byte')
    for (const value of same) {
      assert.equal((await give(other, value)).json().code, 'identity_taken', `${kind} ${JSON.stringify(value)}`)
    }
    for (const value of others)
      assert.equal((await give(other, value)).statusCode, 200, `${kind} ${JSON.stringify(value)}`)
  }
})

test('I2: zero-width marks, line turns and NUL inside an e-mail are refused with the field', async () => {
  for (const mark of ['\u200B', '\u200D', '\u202E', '\uFEFF', '\u00AD', '\u2060']) {
    const answer = await create({ name: 'I2', email: `ad${mark}min@shop.test` })
    assert.deepEqual([answer.statusCode, answer.json().details.field], [400, 'email'], JSON.stringify(mark))
  }
  for (const sign of ['\u0000', '\uD800']) {
    assert.equal((await create({ name: 'I2', email: `ad${sign}min@shop.test` })).statusCode, 400)
  }
  assert.equal((await create({ name: 'I2', email: 'admin@shop.test' })).statusCode, 201, 'control: without any')
})

test('I2: look-alikes are flagged, stand in the queue, and no scan or run joins them by itself', async () => {
  await house.asSystem('test', (ctx) => changeSetting(ctx, duplicateRules, { review: 0.05, mergeAbove: 0.9 }))
  const person = { birthday: '1984-03-02', address: '12 Abbey Road', city: 'Leeds', country: 'GB' }
  const honest = await made({ name: 'Patricia Accosta', email: 'patricia@pay.test', ...person })
  const imitation = await made({
    name: 'Patricia Accosta',
    email: 'p\u0430tricia@pay.test',
    ...person,
    phone: '+441134960001',
  })
  const [twice, again] = [
    await made({
      name: 'Gordon Whitfield',
      email: 'gordon@pay.test',
      birthday: '1971-05-06',
      address: '3 Elm Close',
      city: 'York',
      country: 'GB',
    }),
    await made({
      name: 'Gordon Whitfield',
      email: 'gordon.w@pay.test',
      birthday: '1971-05-06',
      address: '3 Elm Close',
      city: 'York',
      country: 'GB',
    }),
  ]
  // Strangers, so that there is something to learn from.
  for (let at = 0; at < 40; at++) {
    await made({
      name: `${'ABCDEFGH'[at % 8]}nna ${'Klmnopqr'[(at * 3) % 8]}ov${at}`,
      birthday: `19${50 + at}-0${1 + (at % 9)}-11`,
      address: `${at} Hill Street`,
      city: 'Hull',
      country: 'GB',
    })
  }
  const { identities } = await recordOf(imitation)
  assert.equal(identities.find(({ kind }: { kind: string }) => kind === 'email').isDeceptive, true)
  assert.equal((await recordOf(honest)).identities[0].isDeceptive, false)
  await scanDuplicates(house)
  const stages = async () =>
    (
      await house.database.owner.query(
        'select stage from customers.customers where customer_id = any($1) order by customer_id',
        [[honest, imitation]],
      )
    ).rows
  assert.deepEqual(await stages(), [{ stage: 'customer' }, { stage: 'customer' }])
  const merged = await house.database.owner.query(`select customer_id, merged_id from customers.merges`)
  assert.deepEqual(
    merged.rows,
    [{ customer_id: twice, merged_id: again }],
    'control: honest twins are joined by the same scan',
  )
  const { items } = (await owner.get('/api/duplicates?limit=100')).json()
  const isQueued = items.some(
    ({ one, other }: { one: { id: string }; other: { id: string } }) => one.id === honest && other.id === imitation,
  )
  assert.ok(isQueued, 'people are asked')
})

test('I2: staff sign in in either form of their address and any case of its Latin letters; a look-alike is nobody', async () => {
  await addPerson(house, 'zoë@shop.test', 'agent')
  for (const email of ['ZOë@Shop.TEST', 'zoe\u0308@shop.test', 'ZOE\u0308@SHOP.test']) {
    const browser = await signInAs(app, email)
    assert.equal((await browser.get('/api/units')).statusCode, 200, email)
  }
  for (const other of ['zo\u0451@shop.test', 'zoe@shop.test'])
    await assert.rejects(signInAs(app, other), /wrong_credentials/)
})

test('I1: a name is offered again as a likely duplicate in traditional characters, pinyin and either form', async () => {
  const id = await made({ name: '歐陽鋒', phone: '13700007777' })
  const jose = await made({ name: 'José Núñez', phone: '13700008888' })
  const likely = async (name: string, phone: string): Promise<string | undefined> =>
    (await owner.post('/api/customers/likely-duplicates', { name, phone })).json().items[0]?.customer.id
  for (const name of ['歐陽鋒', '欧阳锋', 'Ouyang Feng']) assert.equal(await likely(name, '13700007777'), id, name)
  for (const name of ['Jose\u0301 Nu\u0301n\u0303ez', 'JOSE NUNEZ'])
    assert.equal(await likely(name, '13700008888'), jose, name)
  assert.equal(await likely('Nobody Here', '13911110000'), undefined, 'control')
})
