import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import { uuid7 } from '#core/words/uuid7.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { importCustomers } from './import/import-customers.ts'
import { recordInteractions } from './interaction/record-interactions.ts'
import { openCustomersHouse } from './testing/open-customers-house.ts'

const { house, app } = await openCustomersHouse()

const ALL = [
  'customers.read',
  'customers.edit',
  'customers.contact',
  'customers.bulk',
  'customers.archive',
  'customers.fields',
]
const keyOf = (unitIds: number[] | null, masked: string[] = [], permissions = ALL) =>
  house.asSystem('test', async (ctx) => (await addApiKey(ctx, { name: 'test', permissions, unitIds, masked })).key)

await house.database.owner.query(`insert into team.units (unit_id, parent_id, path, kind, name) values
  (2, 1, '{1,2}', 'dealer', 'D1'), (3, 1, '{1,3}', 'dealer', 'D2')`)
const office = await keyOf(null)
const dealer = await keyOf([2])
const analyst = await keyOf(null, ['name', 'phone', 'email', 'address', 'card', 'birthday'])

async function ask(
  key: string,
  method: InjectOptions['method'],
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const answer = await app.inject({
    method: method ?? 'GET',
    url,
    headers: {
      authorization: `Bearer ${key}`,
      ...headers,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return {
    status: answer.statusCode,
    json: answer.body === '' ? null : answer.json(),
    text: answer.body,
    headers: answer.headers,
  }
}

let serial = 0
async function made(body: Record<string, unknown>, key = office) {
  const { status, json } = await ask(key, 'POST', '/api/customers', body)
  assert.equal(status, 201, JSON.stringify(json))
  return json
}
const person = (more: Record<string, unknown> = {}) => {
  serial++
  return {
    name: `Person ${serial}`,
    email: `p${serial}@example.com`,
    phone: `1390000${String(serial).padStart(4, '0')}`,
    ...more,
  }
}

test('a customer is made, read, changed under its version, archived and restored', async () => {
  const made1 = await made(
    person({ name: '张三', birthday: '1992-02-29', country: 'China', region: '广东省', city: '深圳市', tags: ['vip'] }),
  )
  assert.equal(made1.regionPath, 'CN/广东/深圳')
  assert.equal(made1.birthday, '1992-02-29')
  const path = `/api/customers/${made1.id}`
  const read = await ask(office, 'GET', path)
  assert.equal(read.status, 200)
  assert.equal(read.headers.etag, `"${made1.version}"`)
  assert.equal((await ask(office, 'PATCH', path, { company: 'Acme' })).status, 428)
  const changed = await ask(
    office,
    'PATCH',
    path,
    { company: 'Acme', gender: 'male' },
    { 'if-match': `"${made1.version}"` },
  )
  assert.equal(changed.json.company, 'Acme')
  const late = await ask(office, 'PATCH', path, { company: 'Other' }, { 'if-match': `"${made1.version}"` })
  assert.equal(late.status, 412)
  assert.equal(late.json.details.version, changed.json.version)
  assert.notEqual((await ask(office, 'POST', `${path}/archive`)).json.archivedAt, null)
  assert.equal((await ask(office, 'GET', `/api/search?q=${made1.email}`)).json.items.length, 0)
  assert.equal((await ask(office, 'POST', `${path}/restore`)).json.archivedAt, null)
  assert.equal((await ask(office, 'GET', `/api/search?q=${made1.email}`)).json.items.length, 1)
  assert.equal((await ask(office, 'GET', `/api/customers/${uuid7()}`)).status, 404)
  const { rows } = await house.database.owner.query(`select action from core.audit_log where customer_id = $1`, [
    made1.id,
  ])
  const actions = rows.map((row) => row.action)
  for (const action of [
    'customers.created',
    'customers.changed',
    'customers.archived',
    'read GET /api/customers/:customerId',
  ]) {
    assert.ok(actions.includes(action), action)
  }
})

test('a customer with an identity of somebody else warns first, and is made when told to', async () => {
  const first = await made(person({ email: 'Twice@Example.com' }))
  const again = await ask(office, 'POST', '/api/customers', { name: 'Again', email: 'twice@example.com' })
  assert.equal(again.status, 409)
  assert.equal(again.json.code, 'customer_exists')
  assert.deepEqual(again.json.details, { customerIds: [first.id], fields: ['email'] })
  const forced = await made({ name: 'Again', email: 'twice@example.com', force: true })
  const removed = await ask(office, 'DELETE', `/api/customers/${first.id}/identities/${idOf(first, 'email')}`)
  assert.equal(removed.status, 200)
  assert.equal(removed.json.email, null)
  const taken = await ask(office, 'POST', `/api/customers/${first.id}/identities`, {
    kind: 'email',
    value: 'twice@example.com',
  })
  assert.deepEqual([taken.json.code, taken.json.details.customerId], ['identity_taken', forced.id])
})

const idOf = (record: { identities: { kind: string; identityId: string }[] }, kind: string) =>
  record.identities.find((identity) => identity.kind === kind)?.identityId

test('identities: added, made primary, refused when unreadable; look-alikes are flagged and stay apart', async () => {
  const record = await made(person())
  const path = `/api/customers/${record.id}/identities`
  const added = await ask(office, 'POST', path, { kind: 'email', value: 'second@example.com' })
  assert.equal(added.json.email, record.email)
  const id = added.json.identities.find(
    (identity: { value: string }) => identity.value === 'second@example.com',
  ).identityId
  const primary = await ask(office, 'POST', `${path}/${id}/primary`)
  assert.equal(primary.json.email, 'second@example.com')
  const bad = await ask(office, 'POST', path, { kind: 'phone', value: 'no number' })
  assert.deepEqual([bad.status, bad.json.details.field], [400, 'value'])
  const deceptive = await ask(office, 'POST', path, { kind: 'email', value: 'sеcond@example.com' })
  const flagged = deceptive.json.identities.filter((identity: { isDeceptive: boolean }) => identity.isDeceptive)
  assert.deepEqual(
    flagged.map((identity: { value: string }) => identity.value),
    ['sеcond@example.com'],
  )
})

test('addresses, relations and consents', async () => {
  const [one, two] = [await made(person()), await made(person({ kind: 'organisation' }))]
  const path = `/api/customers/${one.id}`
  const withAddress = await ask(office, 'POST', `${path}/addresses`, {
    street: 'Rua 1',
    city: 'São Paulo',
    country: 'Brazil',
  })
  const [address] = withAddress.json.addresses
  assert.equal(address.country, 'BR')
  const moved = await ask(
    office,
    'PUT',
    `${path}/addresses/${address.addressId}`,
    { street: 'Rua 2' },
    { 'if-match': '"1"' },
  )
  assert.equal(moved.json.addresses[0].street, 'Rua 2')
  assert.equal(
    (await ask(office, 'PUT', `${path}/addresses/${address.addressId}`, {}, { 'if-match': '"1"' })).status,
    412,
  )
  const atOnce = ['Rua 3', 'Rua 4', 'Rua 5'].map((street) =>
    ask(office, 'PUT', `${path}/addresses/${address.addressId}`, { street }, { 'if-match': '"2"' }),
  )
  const answers = (await Promise.all(atOnce)).map(({ status }) => status)
  assert.deepEqual(answers.sort(), [200, 412, 412], 'of changes at once the first wins')
  assert.equal((await ask(office, 'DELETE', `${path}/addresses/${address.addressId}`)).json.addresses.length, 0)

  const related = await ask(office, 'POST', `${path}/relations`, { otherId: two.id, kind: 'member_of' })
  assert.equal(related.json.relations[0].otherId, two.id)
  assert.equal((await ask(office, 'GET', `/api/customers/${two.id}`)).json.relations[0].kind, 'has_member')
  assert.equal((await ask(office, 'DELETE', `${path}/relations/${two.id}/member_of`)).json.relations.length, 0)
  assert.equal((await ask(office, 'GET', `/api/customers/${two.id}`)).json.relations.length, 0)

  const consent = { channel: 'email', purpose: 'marketing', state: 'given' }
  const unproved = await ask(office, 'POST', `${path}/consents`, consent)
  assert.equal(unproved.json.code, 'evidence_missing')
  await ask(office, 'POST', `${path}/consents`, {
    ...consent,
    evidence: 'Form 12',
    textVersion: '2026-1',
    address: '203.0.113.9',
  })
  const withdrawn = await ask(office, 'POST', `${path}/consents`, { ...consent, state: 'withdrawn', source: 'phone' })
  assert.deepEqual(
    withdrawn.json.consents.map((row: { state: string }) => row.state),
    ['withdrawn'],
  )
  const history = await ask(office, 'GET', `${path}/consents`)
  assert.deepEqual(
    history.json.items.map((row: { state: string }) => row.state),
    ['withdrawn', 'given'],
  )
  const { rows } = await house.asSystem('test', (ctx) =>
    sql<{ may: boolean }>`select has_table_privilege('rapport_company', 'customers.consents', 'update') as may`.execute(
      ctx.db,
    ),
  )
  assert.equal(rows[0]?.may, false)
})

test('custom fields have a type; unknown and poisoned names are refused', async () => {
  const add = (body: unknown) => ask(office, 'POST', '/api/customer-fields', body)
  assert.equal((await add({ key: 'size', label: '尺码', type: 'choice', choices: ['S', 'L'] })).status, 200)
  assert.equal((await add({ key: 'size', label: 'again', type: 'text' })).json.code, 'field_exists')
  assert.equal((await add({ key: 'none', label: 'x', type: 'choice' })).json.code, 'choices_missing')
  for (const key of ['__proto__', 'constructor', 'prototype', 'A b']) {
    assert.equal((await add({ key, label: 'x', type: 'text' })).status, 400, key)
  }
  const record = await made(person({ custom: { size: 'L' } }))
  const patch = (body: string) =>
    ask(office, 'PATCH', `/api/customers/${record.id}`, body, { 'if-match': `"${record.version}"` })
  assert.equal((await patch('{"custom":{"size":"XL"}}')).json.code, 'custom_field_invalid')
  assert.equal((await patch('{"custom":{"other":"x"}}')).json.code, 'custom_field_unknown')
  for (const poison of [
    '{"custom":{"__proto__":{"x":1}}}',
    '{"custom":{"constructor":{"prototype":{"x":1}}}}',
    '{"__proto__":{"x":1}}',
  ]) {
    assert.equal((await patch(poison)).status, 400, poison)
    assert.equal(({} as Record<string, unknown>).x, undefined)
  }
  assert.equal((await ask(office, 'GET', '/api/search?q=a&a[__proto__][x]=1')).status, 400)
  assert.deepEqual((await patch('{"custom":{"size":null}}')).json.custom, {})
})

test('custom fields stand in the order they are put in; those not named follow', async () => {
  for (const key of ['shoe', 'door', 'car']) {
    await ask(office, 'POST', '/api/customer-fields', { key, label: key, type: 'text', position: 500 })
  }
  const keys = async () =>
    (await ask(office, 'GET', '/api/customer-fields')).json.items.map(({ key }: { key: string }) => key)
  const before: string[] = await keys()
  const order = (body: unknown) => ask(office, 'POST', '/api/customer-fields/order', body)
  assert.equal((await order({ keys: ['shoe', 'door'] })).status, 200)
  assert.deepEqual(await keys(), ['shoe', 'door', ...before.filter((key) => key !== 'shoe' && key !== 'door')])
  assert.equal((await order({ keys: ['door', 'nothing'] })).json.code, 'field_not_found')
  const reader = await keyOf(null, [], ['customers.read'])
  assert.equal((await ask(reader, 'POST', '/api/customer-fields/order', { keys: ['car'] })).status, 403)
})

test('NUL, half surrogates and unknown columns are refused with the field, and nothing changes', async () => {
  const record = await made(person())
  const path = `/api/customers/${record.id}`
  const match = { 'if-match': `"${record.version}"` }
  for (const bad of ['"a\\u0000b"', '"\\ud800"']) {
    for (const field of ['name', 'company', 'city', 'address', 'postcode']) {
      const answer = await ask(office, 'PATCH', path, `{"${field}":${bad}}`, match)
      assert.deepEqual([answer.status, answer.json.details.field], [400, field])
    }
    const tags = await ask(office, 'PATCH', path, `{"tags":[${bad}]}`, match)
    assert.deepEqual([tags.status, tags.json.details.field], [400, 'tags.0'])
    const note = await ask(office, 'POST', `${path}/interactions`, `{"kind":"note","body":${bad}}`)
    assert.deepEqual([note.status, note.json.details.field], [400, 'body'])
  }
  for (const field of ['id', 'version', 'createdAt', 'revenue', 'consents', 'role', 'segmentIds']) {
    assert.equal((await ask(office, 'PATCH', path, { [field]: 1 }, match)).status, 400, field)
  }
  const emoji = await ask(office, 'PATCH', path, { name: '\uFEFF👨‍👩‍👧𠮷' }, match)
  assert.equal(emoji.json.name, '\uFEFF👨‍👩‍👧𠮷')
})

test('birthdays are days: they never shift, and days that are none are refused', async () => {
  for (const birthday of ['1992-02-29', '2000-01-01', '1999-12-31']) {
    assert.equal((await made(person({ birthday }))).birthday, birthday)
  }
  for (const birthday of ['1991-02-29', '9999-01-01', '1992-02-30', '24:00', '1700-01-01']) {
    assert.equal((await ask(office, 'POST', '/api/customers', person({ birthday }))).status, 400, birthday)
  }
})

test('names are found by characters, pinyin, initials, other script, part of a phone, e-mail, card and reference', async () => {
  const names = [
    '王小明',
    '龘',
    '𠮷野',
    '歐陽娜娜',
    "O'Brien",
    'İstanbul',
    '\u202Eolleh',
    '👨‍👩‍👧',
    'Q',
    '长'.repeat(200),
    'Zoe\u0301',
    'null',
    'True',
  ]
  const ids = new Map<string, string>()
  for (const name of names) {
    const record = await made(
      person({ name, cardNumber: `K-${ids.size}-77`, customerRef: `REF${ids.size}`, source: 'shop' }),
    )
    assert.equal(record.name, name)
    ids.set(name, record.id)
  }
  const finds = async (q: string) =>
    (await ask(office, 'GET', `/api/search?q=${encodeURIComponent(q)}`)).json.items.map(
      (item: { id: string }) => item.id,
    )
  const pairs: [string, string][] = [
    ['王小明', '王小明'],
    ['wangxiaoming', '王小明'],
    ['wxm', '王小明'],
    ['龘', '龘'],
    ['𠮷野', '𠮷野'],
    ['欧阳娜娜', '歐陽娜娜'],
    ['歐陽', '歐陽娜娜'],
    ['ouyang', '歐陽娜娜'],
    ["o'brien", "O'Brien"],
    ['OBRIEN', "O'Brien"],
    ['istanbul', 'İstanbul'],
    ['Zoé', 'Zoe\u0301'],
    ['zoe', 'Zoe\u0301'],
    ['null', 'null'],
    ['true', 'True'],
    ['👨‍👩‍👧', '👨‍👩‍👧'],
    ['K-3-77', '歐陽娜娜'],
    ['k377', '歐陽娜娜'],
    ['REF3', '歐陽娜娜'],
  ]
  for (const [q, name] of pairs) assert.ok((await finds(q)).includes(ids.get(name)), `${q} finds ${name}`)
  const record = (await ask(office, 'GET', `/api/customers/${ids.get('龘')}`)).json
  assert.ok((await finds(record.phone.slice(3, 9))).includes(record.id))
  assert.ok((await finds(record.email)).includes(record.id))
  for (const q of ['%_%_%', "';drop", '\\', ':*', '!!', '()', "'", '&|'])
    assert.equal((await ask(office, 'GET', `/api/search?q=${encodeURIComponent(q)}`)).status, 200, q)
})

test('the timeline pages by key without gaps, filters, and takes what staff write', async () => {
  const record = await made(person())
  const at = (day: number) => new Date(Date.UTC(2020, 0, 1) + day * 86_400_000)
  await house.asSystem('test', (ctx) =>
    recordInteractions(
      ctx,
      Array.from({ length: 130 }, (_, index) => ({
        customerId: record.id,
        occurredAt: at(Math.floor(index / 3) * 40),
        channel: index % 2 ? 'email' : 'phone',
        kind: index % 2 ? 'mail' : 'call',
        direction: 'inbound' as const,
        subject: `No ${index}`,
        source: 'test',
      })),
    ),
  )
  const path = `/api/customers/${record.id}/interactions`
  const seen: string[] = []
  let cursor = ''
  do {
    const { json } = await ask(office, 'GET', `${path}?limit=17${cursor && `&cursor=${cursor}`}`)
    seen.push(...json.items.map((item: { interactionId: string }) => item.interactionId))
    cursor = json.next ?? ''
  } while (cursor)
  assert.equal(new Set(seen).size, 130)
  assert.equal(seen.length, 130)
  const mails = await ask(
    office,
    'GET',
    `${path}?channel=email&kind=mail,letter&limit=200&from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z`,
  )
  assert.ok(mails.json.items.length > 0 && mails.json.items.every((item: { kind: string }) => item.kind === 'mail'))
  assert.equal((await ask(office, 'GET', `${path}?limit=201`)).status, 400)
  assert.equal((await ask(office, 'GET', `${path}?cursor=nonsense`)).json.code, 'cursor_invalid')
  const visit = await ask(office, 'POST', path, {
    kind: 'visit',
    subject: 'Came by',
    occurredAt: new Date(Date.now() - 86_400_000).toISOString(),
  })
  assert.equal(visit.status, 201)
  assert.equal((await ask(office, 'GET', path)).json.items[0].interactionId, visit.json.interactionId)
  for (const days of [-400, 1]) {
    const moment = new Date(Date.now() + days * 86_400_000).toISOString()
    assert.equal(
      (await ask(office, 'POST', path, { kind: 'visit', occurredAt: moment })).json.code,
      'moment_out_of_range',
    )
  }
  assert.equal((await ask(office, 'POST', path, { kind: 'note', body: '  ' })).json.code, 'interaction_empty')
})

test('a dealer sees and touches only their own: record, timeline, search, warnings, secondary calls', async () => {
  const ours = await made(person({ name: 'Ours Only', unitIds: [2] }))
  const theirs = await made(person({ name: 'Theirs Only', unitIds: [3] }))
  const both = await made(person({ name: 'Both Units', unitIds: [2, 3] }))
  for (const unitId of [2, 3]) {
    await house.asSystem('test', (ctx) =>
      recordInteractions(ctx, [
        {
          customerId: both.id,
          occurredAt: new Date(),
          unitId,
          channel: 'visit',
          kind: 'visit',
          direction: 'inbound',
          source: 't',
        },
      ]),
    )
  }
  const before = await rowHash()
  const path = `/api/customers/${theirs.id}`
  const attempts: [InjectOptions['method'], string, unknown?, Record<string, string>?][] = [
    ['GET', path],
    ['GET', `${path}/interactions`],
    ['GET', `${path}/consents`],
    ['PATCH', path, { name: 'x' }, { 'if-match': '"1"' }],
    ['POST', `${path}/archive`],
    ['POST', `${path}/identities`, { kind: 'email', value: 'x@example.com' }],
    ['DELETE', `${path}/identities/${idOf(theirs, 'email')}`],
    ['POST', `${path}/addresses`, { street: 'x' }],
    ['POST', `${path}/consents`, { channel: 'email', purpose: 'marketing', state: 'withdrawn' }],
    ['POST', `${path}/interactions`, { kind: 'note', body: 'x' }],
    ['POST', `${path}/relations`, { otherId: ours.id, kind: 'spouse' }],
    ['POST', `/api/customers/${ours.id}/relations`, { otherId: theirs.id, kind: 'spouse' }],
  ]
  const absent = await ask(dealer, 'GET', `/api/customers/${uuid7()}`)
  for (const [method, url, body, headers] of attempts) {
    const answer = await ask(dealer, method, url, body, headers)
    assert.deepEqual(
      [answer.status, answer.json.code, answer.json.title],
      [404, absent.json.code, absent.json.title],
      `${method} ${url}`,
    )
  }
  const bulk = await ask(dealer, 'POST', '/api/customers/bulk', { customerIds: [theirs.id], addTags: ['stolen'] })
  assert.deepEqual([bulk.json.changed, bulk.json.undo], [0, []])
  assert.equal(await rowHash(), before)
  assert.deepEqual(
    (await ask(dealer, 'GET', '/api/search?q=only')).json.items.map((item: { id: string }) => item.id),
    [ours.id],
  )
  assert.equal((await ask(office, 'GET', '/api/search?q=only')).json.items.length, 2)
  assert.equal((await ask(dealer, 'GET', `/api/customers/${both.id}/interactions`)).json.items.length, 1)
  assert.equal((await ask(office, 'GET', `/api/customers/${both.id}/interactions`)).json.items.length, 2)
  const taken = await ask(dealer, 'POST', `/api/customers/${ours.id}/identities`, {
    kind: 'email',
    value: theirs.email,
  })
  assert.deepEqual([taken.json.code, taken.json.details], ['identity_taken', { field: 'value' }])
  const exists = await ask(dealer, 'POST', '/api/customers', { name: 'x', email: theirs.email })
  assert.deepEqual(exists.json.details.customerIds, [])
  const version = (await ask(dealer, 'GET', `/api/customers/${both.id}`)).json.version
  const grab = await ask(dealer, 'PATCH', `/api/customers/${both.id}`, { unitIds: [2] }, { 'if-match': `"${version}"` })
  assert.equal(grab.json.code, 'unit_not_yours')
})

/** Everything customers own, as one number. */
async function rowHash(): Promise<string> {
  const tables = ['customers', 'identities', 'identity_owners', 'addresses', 'relations', 'consents', 'interactions']
  const parts = tables.map(
    (table) => `(select md5(string_agg(md5(t::text), '' order by t::text)) from customers.${table} t)`,
  )
  const { rows } = await house.database.owner.query(`select md5(concat(${parts.join(', ')})) as hash`)
  return rows[0].hash
}

test('masked fields are masked in record, timeline, search and errors, and nobody finds them by searching', async () => {
  const secret = person({
    name: '司马相如',
    email: 'secret.canary@example.com',
    phone: '13812345678',
    address: '长安街 99 号',
    birthday: '1988-07-06',
    cardNumber: 'CARD-90210-7',
  })
  const record = await made(secret)
  await ask(office, 'POST', `/api/customers/${record.id}/interactions`, {
    kind: 'call',
    subject: '司马相如 rang',
    body: 'Call back 138 1234 5678 or secret.canary@example.com',
  })
  const friend = await made(person({ name: 'Friend' }))
  await ask(office, 'POST', `/api/customers/${friend.id}/relations`, { otherId: record.id, kind: 'colleague' })
  const canaries = ['司马相如', 'secret.canary', '12345678', '1234 5678', '长安街', '07-06', '90210']
  const answers = [
    await ask(analyst, 'GET', `/api/customers/${record.id}`),
    await ask(analyst, 'GET', `/api/customers/${friend.id}`),
    await ask(analyst, 'GET', `/api/customers/${record.id}/interactions`),
    await ask(analyst, 'GET', `/api/customers/${record.id}/consents`),
    await ask(analyst, 'GET', `/api/search?q=REFX`),
    await ask(analyst, 'POST', '/api/customers', { name: 'x', phone: '13812345678' }),
  ]
  for (const { text } of answers)
    for (const canary of canaries) assert.ok(!text.includes(canary), `${canary} in ${text}`)
  assert.equal(answers[0]?.json.phone, '138****5678')
  for (const q of ['司马相如', 'simaxiangru', 'secret.canary@example.com', '12345678', '13812345678', 'CARD-90210-7']) {
    const hidden = await ask(analyst, 'GET', `/api/search?q=${encodeURIComponent(q)}`)
    assert.deepEqual(hidden.json.items, [], q)
    const open = await ask(office, 'GET', `/api/search?q=${encodeURIComponent(q)}`)
    assert.equal(open.json.items[0]?.id, record.id, `control: ${q}`)
  }
  const blind = await ask(analyst, 'PATCH', `/api/customers/${record.id}`, { name: '司马*' }, { 'if-match': '"1"' })
  assert.ok([403, 412].includes(blind.status))
  const version = answers[0]?.json.version
  const masked = await ask(
    analyst,
    'PATCH',
    `/api/customers/${record.id}`,
    { name: '司**' },
    { 'if-match': `"${version}"` },
  )
  assert.deepEqual([masked.status, masked.json.code], [403, 'field_masked'])
})

test('bulk changes say how to undo exactly what they did', async () => {
  const had = await made(person({ tags: ['keep', 'both'] }))
  const had2 = await made(person({ tags: ['x'] }))
  const customerIds = [had.id, had2.id]
  const bulk = await ask(office, 'POST', '/api/customers/bulk', {
    customerIds,
    addTags: ['both', 'new'],
    removeTags: ['keep'],
    addUnitIds: [2],
  })
  assert.equal(bulk.json.changed, 2)
  const after = (await ask(office, 'GET', `/api/customers/${had.id}`)).json
  assert.deepEqual(
    [after.tags, after.unitIds],
    [
      ['both', 'new'],
      [1, 2],
    ],
  )
  assert.equal((await ask(dealer, 'GET', `/api/customers/${had.id}`)).status, 200)
  for (const body of bulk.json.undo) await ask(office, 'POST', '/api/customers/bulk', body)
  const [back, back2] = [
    (await ask(office, 'GET', `/api/customers/${had.id}`)).json,
    (await ask(office, 'GET', `/api/customers/${had2.id}`)).json,
  ]
  assert.deepEqual([back.tags.toSorted(), back.unitIds, back2.tags], [['both', 'keep'], [1], ['x']])
  assert.equal((await ask(dealer, 'GET', `/api/customers/${had.id}`)).status, 404)
  const tags = (await ask(office, 'GET', '/api/customer-tags')).json.items
  assert.ok(tags.some(({ tag }: { tag: string }) => tag === 'keep'))
})

test('an idempotent creation answers twice with one customer', async () => {
  const body = person()
  const headers = { 'idempotency-key': uuid7() }
  const [one, two] = [
    await ask(office, 'POST', '/api/customers', body, headers),
    await ask(office, 'POST', '/api/customers', body, headers),
  ]
  assert.deepEqual([one.status, two.json.id], [201, one.json.id])
})

test('imported customers are found at once, by their old and new words', async () => {
  const runId = uuid7()
  const bring = (value: { customerRef: string; name: string }) =>
    house.asSystem('test', (ctx) => importCustomers(ctx, { runId, source: 'shop', rows: [{ line: 2, value }] }))
  await bring({ customerRef: 'IMPORTED-1', name: '诸葛亮' })
  assert.equal((await ask(office, 'GET', '/api/search?q=zhugeliang')).json.items[0].name, '诸葛亮')
  assert.equal((await ask(office, 'GET', '/api/search?q=imported-1')).json.items[0].name, '诸葛亮')
})
