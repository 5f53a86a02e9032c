import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseChecked } from '#core/http/checked-json.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../../apps/rooms.ts'
import { notes } from '../ground/notes-room/module.ts'

const { app, house } = await openTestHouse([...rooms, notes])
const { key } = await house.asSystem('test', (ctx) =>
  addApiKey(ctx, { name: 'k', permissions: ['notes.read', 'notes.write'] }),
)
const authorization = `Bearer ${key}`
const post = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/notes',
    headers: { authorization, 'content-type': 'application/json', ...headers },
    payload,
  })
const written = async () => Number((await house.database.owner.query('select count(*) from notes.notes')).rows[0].count)

test('K1: every answer carries the security headers, errors too', async () => {
  for (const url of ['/health', '/api/notes', '/api/nowhere', '/api/notes?limit=999', '/nowhere']) {
    const { headers } = await app.inject({ url, headers: { authorization } })
    assert.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/)
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin')
    assert.equal(headers['cache-control'], 'no-store')
    assert.ok(headers['referrer-policy'])
  }
  const nonces = await Promise.all([1, 2].map(() => app.inject('/health')))
  assert.notEqual(nonces[0]?.headers['content-security-policy'], nonces[1]?.headers['content-security-policy'])
})

test('C11: names that reach into prototypes are refused and leave no trace', async () => {
  for (const body of [
    '{"__proto__":{"x":1},"text":"a"}',
    '{"constructor":{"prototype":{"x":1}},"text":"a"}',
    '{"text":"a","deep":{"__proto__":1}}',
  ]) {
    assert.equal((await post(body)).statusCode, 400)
  }
  assert.equal((await app.inject({ url: '/api/notes?a[__proto__][x]=1', headers: { authorization } })).statusCode, 400)
  assert.equal((await app.inject({ url: '/api/notes?__proto__=1', headers: { authorization } })).statusCode, 400)
  assert.equal(({} as { x?: number }).x, undefined)
  assert.equal((await post('{"text":"a"}')).statusCode, 201, 'positive control')
})

test('C13, I4: odd types and characters get 400 or 415, never 500, and change nothing', async () => {
  const before = await written()
  const cases: [string | Buffer, Record<string, string>][] = [
    ['{"text":"a"}', { 'content-type': 'text/plain' }],
    ['{"text":"a"}', { 'content-type': 'application/json\tx' }],
    ['{"text":"a"}', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['{"text":"\\u0000"}', {}],
    ['{"text":"\\ud800"}', {}],
    ['{"te\\u0000xt":"a"}', {}],
    ['{"text":', {}],
    ['[]', {}],
    ['null', {}],
    ['"text"', {}],
    ['{"text":1}', {}],
    [`{"text":"${'a'.repeat(1001)}"}`, {}],
    [Buffer.from([0x7b, 0xff, 0x7d]), {}],
  ]
  for (const [payload, headers] of cases) {
    const answer = await post(payload, headers)
    assert.ok([400, 415].includes(answer.statusCode), `${String(payload).slice(0, 40)} → ${answer.statusCode}`)
    assert.equal(typeof answer.json().code, 'string')
  }
  const nul = await post('{"text":"\\u0000"}')
  assert.equal(nul.json().details.field, 'text', 'the field is named')
  assert.equal(await written(), before)
})

test('C13: of duplicate keys the last one counts, in the check and in the use', async () => {
  assert.equal((await post('{"text":"first","text":"second"}')).json().text, 'second')
})

test('D7: deep, long and huge bodies are refused early; the memory comes back', async () => {
  assert.equal((await post('['.repeat(100_000))).json().code, 'too_deep')
  assert.equal((await post(`{"text":"${'x'.repeat(2 * 1024 * 1024)}"}`)).statusCode, 413)
  const wide = `{${Array.from({ length: 60_000 }, (_, i) => `"k${i}":1`).join(',')}}`
  assert.equal((await post(wide)).statusCode, 400)
  assert.equal((await post('{"text":"a"}', { 'content-encoding': 'gzip' })).statusCode, 415)
  assert.equal((await post('{"text":"a"}')).statusCode, 201, 'positive control')
})

test('D7, property: any JSON is answered with 2xx or 4xx', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json({ maxDepth: 8 }), async (body) => {
      const { statusCode } = await post(body)
      assert.ok(statusCode < 500, `${statusCode} for ${body}`)
    }),
    { numRuns: 300 },
  )
})

test('parseChecked agrees with JSON.parse on what it lets through', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 10, noUnicodeString: false } as object), (text) => {
      let value: unknown
      try {
        value = parseChecked(text)
      } catch {
        return
      }
      assert.deepEqual(value, JSON.parse(text))
    }),
  )
})

test('B12: other spellings of a path get the decision of the canonical one or nothing', async () => {
  const anonymous = async (url: string, method = 'GET') =>
    (await app.inject({ url, method: method as 'GET' })).statusCode
  for (const url of [
    '/api/notes',
    '//api/notes',
    '/api//notes',
    '/API/notes',
    '/api/notes/',
    '/api/./notes',
    '/%61pi/notes',
    '/api/notes;a=b',
    '/api/notes.',
    '/api/..;/api/notes',
  ]) {
    assert.ok([401, 404].includes(await anonymous(url)), `${url} → ${await anonymous(url)}`)
  }
  assert.equal(await anonymous('/api/notes', 'HEAD'), 401)
  assert.ok([404, 405].includes(await anonymous('/api/notes', 'OPTIONS')))
  const override = await app.inject({
    url: '/api/notes',
    headers: { authorization, 'x-http-method-override': 'DELETE' },
  })
  assert.equal(override.statusCode, 200, 'an override header is ignored')
})

test('D9: limits are capped, ids are checked', async () => {
  const get = async (url: string) => (await app.inject({ url, headers: { authorization } })).statusCode
  assert.equal(await get('/api/notes?limit=1000000000'), 400)
  assert.equal(await get('/api/notes?limit=-1'), 400)
  assert.equal(await get('/api/notes?limit=200'), 200)
})

test('a page of another site can not make a signed-in browser write', async () => {
  const cross = (headers: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/api/notes',
      headers: { 'content-type': 'application/json', ...headers },
      payload: '{"text":"a"}',
    })
  assert.equal((await cross({ origin: 'https://evil.test' })).json().code, 'cross_site')
  assert.equal((await cross({ 'sec-fetch-site': 'cross-site' })).json().code, 'cross_site')
  assert.equal(
    (await cross({ origin: house.publicUrl.origin })).json().code,
    'not_signed_in',
    'positive control: our own page gets further',
  )
})
