import assert from 'node:assert/strict'
import type { LookupAddress } from 'node:dns'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { AppError } from '#core/errors.ts'
import { openReceiver } from '#core/testing/receiver.ts'
import { isPublic, readOutward } from './outward.ts'
import { checkAddress, safeFetch } from './safe-fetch.ts'

const receiver = await openReceiver(({ path }, response) => {
  if (path === '/packed') response.setHeader('content-encoding', 'gzip').end(gzipSync('unpacked'))
  else if (path === '/moved') response.writeHead(302, { location: '/here' }).end()
  else if (path === '/away') response.writeHead(307, { location: `${other.url}/here` }).end()
  else if (path === '/round') response.writeHead(302, { location: '/round' }).end()
  else if (path === '/cut') response.destroy()
  else response.setHeader('x-two', ['a', 'b']).end('ok')
})
const other = await openReceiver()
const outward = { allow: [`127.0.0.1:${receiver.port}`, `127.0.0.1:${other.port}`] }
const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error) => (error instanceof AppError ? `${error.status} ${error.code}` : String(error)),
  )

test('says what it was given to an allowed host, and answers status, headers and body', async () => {
  const answer = await safeFetch(outward, `${receiver.url}/hook?a=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-own': 'yes' },
    body: '{"a":1}',
  })
  assert.deepEqual([answer.status, answer.headers['x-two'], answer.body.toString()], [200, 'a, b', 'ok'])
  const told = receiver.received.at(-1)
  assert.deepEqual([told?.method, told?.path, told?.body], ['POST', '/hook?a=1', '{"a":1}'])
  assert.deepEqual(
    [told?.headers['x-own'], told?.headers['accept-encoding'], told?.headers.host],
    ['yes', 'identity', `127.0.0.1:${receiver.port}`],
  )
})

test('what a server packs unasked is unpacked', async () => {
  assert.equal((await safeFetch(outward, `${receiver.url}/packed`)).body.toString(), 'unpacked')
})

test('a redirect is the answer, unless a GET may follow; a key is not carried to another host', async () => {
  assert.equal((await safeFetch(outward, `${receiver.url}/moved`)).status, 302)
  assert.equal((await safeFetch(outward, `${receiver.url}/moved`, { method: 'POST', redirects: 3 })).status, 302)
  const headers = { authorization: 'Bearer secret' }
  assert.equal((await safeFetch(outward, `${receiver.url}/moved`, { redirects: 1, headers })).body.toString(), 'ok')
  assert.equal(receiver.received.at(-1)?.headers.authorization, 'Bearer secret', 'the same host')
  assert.equal((await safeFetch(outward, `${receiver.url}/away`, { redirects: 1, headers })).body.toString(), 'ok')
  assert.equal(other.received.at(-1)?.headers.authorization, undefined)
  assert.equal(
    await code(safeFetch(outward, `${receiver.url}/round`, { redirects: 9 })),
    '502 too_many_redirects',
    'three at most',
  )
  assert.equal(receiver.received.filter(({ path }) => path === '/round').length, 4)
})

test('a name is asked for once, and the connection goes to what it said, under the name', async () => {
  const answers: LookupAddress[][] = [[{ address: '127.0.0.1', family: 4 }], [{ address: '127.0.0.2', family: 4 }]]
  let asked = 0
  const named = { allow: ['shop.test'], lookup: async () => answers[asked++] ?? [] }
  const answer = await safeFetch(named, `http://shop.test:${receiver.port}/`)
  assert.deepEqual([answer.status, asked], [200, 1])
  assert.equal(receiver.received.at(-1)?.headers.host, `shop.test:${receiver.port}`)
  assert.equal(
    await code(safeFetch(named, `http://shop.test:${receiver.port}/`)),
    '502 no_answer',
    'nothing listens at the second place',
  )
})

test('a connection that breaks and a caller who gives up have a code', async () => {
  assert.equal(await code(safeFetch(outward, `${receiver.url}/cut`)), '502 no_answer')
  assert.equal(await code(safeFetch(outward, receiver.url, { signal: AbortSignal.abort() })), '502 no_answer')
})

test('a resolver that never answers is waited for no longer than the whole may take', async () => {
  const lost = { allow: [], lookup: () => new Promise<never>(() => {}) }
  const begun = Date.now()
  assert.equal(await code(safeFetch(lost, 'https://shop.test/', { timeoutMs: 200 })), '504 answer_too_slow')
  assert.equal(await code(checkAddress(lost, 'https://shop.test/')), '400 address_not_allowed')
  assert.ok(Date.now() - begun < 5000)
})

test('only the public Internet is public', () => {
  for (const address of ['1.1.1.1', '93.184.216.34', '2606:4700::1111', '64:ff9b::101:101', '::ffff:1.1.1.1']) {
    assert.ok(isPublic(address), address)
  }
  for (const address of [
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '192.0.2.1', '192.168.1.1'],
    ...['198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fd00::1', 'fec0::1'],
    ...['ff02::1', '::127.0.0.1', '::1.1.1.1', '::ffff:127.0.0.1', '::ffff:0:127.0.0.1', '64:ff9b::7f00:1'],
    ...['64:ff9b:1::101:101', '2002:7f00:1::', '2001:0:1::', '2001:db8::1', '4000::1', 'nothing', '', 'fe80::1%eth0'],
  ]) {
    assert.ok(!isPublic(address), address)
  }
})

test('the operator’s list is taken exactly, and nonsense stops the start', () => {
  assert.deepEqual(readOutward(undefined).allow, [])
  assert.deepEqual(readOutward(' Shop.LAN, 127.0.0.1:3000 ,[::1]:80,').allow, [
    'shop.lan',
    '127.0.0.1:3000',
    '[::1]:80',
  ])
  for (const text of ['http://shop.lan', 'shop.lan/', '*', '10.0.0.0/8', 'a b', '127.1', '①27.0.0.1', 'x:y']) {
    assert.throws(() => readOutward(text), /RAPPORT_OUTWARD_ALLOW/, text)
  }
})
