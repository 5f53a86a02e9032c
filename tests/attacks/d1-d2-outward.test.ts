import assert from 'node:assert/strict'
import type { LookupAddress } from 'node:dns'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { openOutside } from '#connectors/webhooks/testing/open-webhooks.ts'
import { AppError } from '#core/errors.ts'
import { checkAddress, safeFetch } from '#core/http/safe-fetch.ts'
import { openReceiver } from '#core/testing/receiver.ts'

const canary = await openReceiver()
const { port } = canary
const at = (address: string, family = 4): LookupAddress => ({ address, family })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'let through',
    (error) => (error instanceof AppError ? `${error.status} ${error.code} ${error.message}` : String(error)),
  )
const codeOf = async (work: Promise<unknown>) => (await refusal(work)).split(' ')[1]

/** Each spelling that some program reads as this machine or this network; `P` is the canary's port. */
const SPELLINGS = [
  ...['127.0.0.1', '127.0.0.2', '127.1', '127.0.1', '2130706433', '017700000001', '0177.0.0.1', '0x7f000001'],
  ...['0x7f.0.0.1', '0x7f.1', '127.0.0.1.', '0', '0.0.0.0', '0.0.0.0.', '①②⑦.⓪.⓪.①', '１２７.０.０.１', '127。0。0。1'],
  ...['127.0.0.1%2e', '%31%32%37.0.0.1', '12７.0.0.1', 'localhost', 'LOCALHOST', 'localhost.', 'ｌｏｃａｌｈｏｓｔ'],
  ...['a.localhost', 'localhost.localdomain', 'printer.local', 'metadata.google.internal', 'ⓛocalhost'],
  ...['[::1]', '[0:0:0:0:0:0:0:1]', '[::]', '[::127.0.0.1]', '[::7f00:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
  ...['[::ffff:0:127.0.0.1]', '[64:ff9b::127.0.0.1]', '[64:ff9b::7f00:1]', '[64:ff9b:1::7f00:1]', '[2002:7f00:1::]'],
  ...['[2001:0:7f00:1::]', '[fe80::1]', '[fe80::1%25lo]', '[fc00::1]', '[fd00:ec2::254]', '[ff02::1]', '[fec0::1]'],
  ...['10.0.0.1', '10.1', '172.16.0.1', '192.168.0.1', '192.168.257', '169.254.169.254', '0xa9fea9fe', '2852039166'],
  ...['100.64.0.1', '198.18.0.1', '192.0.2.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '192.0.0.192'],
].map((host) => `http://${host}:P/`)
const TRICKS = [
  ...['http://shop.test@127.0.0.1:P/', 'http://127.0.0.1:P@shop.test/', `http://user${':'}pass@shop.test/`],
  ...[
    'http:\\\\127.0.0.1:P\\',
    'http:/127.0.0.1:P/',
    'http:127.0.0.1:P',
    'http:///127.0.0.1:P/',
    '\thttp://127.0.0.1:P',
  ],
  ...['http://127.0.0.1:P#@shop.test/', 'http://127.0.0.1:P?@shop.test/', 'http://127.0.0.1\\@shop.test:P/'],
  ...['//127.0.0.1:P/', 'file:///etc/passwd', 'ftp://127.0.0.1:P/', 'gopher://127.0.0.1:P/_x', 'data:text/plain,x'],
  ...['javascript:1', 'ws://127.0.0.1:P/', 'unix:/run/x.sock', 'http://', '', ' ', 'shop.test', 'http://[::1'],
  ...[
    'http://shop.test:22/',
    'http://shop.test:25/',
    'http://shop.test:6667/',
    'https://shop.test:0/',
    'http://nowhere.test/',
  ],
]

/** No name leads away from this machine in these tests: what a resolver says is given. */
const outward = (places: Record<string, LookupAddress[]>, allow: string[] = []) => ({
  allow,
  lookup: async (host: string) => places[host] ?? Promise.reject(new Error('ENOTFOUND')),
})
const inner = {
  ...{ 'shop.test': [at('127.0.0.1')], 'localhost.localdomain': [at('127.0.0.1')], 'printer.local': [at('127.0.0.1')] },
  ...{ localhost: [at('127.0.0.1')], 'localhost.': [at('127.0.0.1')], 'a.localhost': [at('127.0.0.1')] },
  'metadata.google.internal': [at('169.254.169.254')],
}

test('D1: no spelling of an inner address is saved or called, and all get one answer', async () => {
  const answers = new Set<string>()
  for (const spelling of [...SPELLINGS, ...TRICKS]) {
    const address = spelling.replace('P', String(port))
    for (const work of [checkAddress(outward(inner), address), safeFetch(outward(inner), address)]) {
      const answer = await refusal(work)
      assert.match(answer, /^400 address_not_allowed /, address)
      answers.add(answer)
    }
  }
  assert.equal(answers.size, 1, 'nothing can be told from the answer')
  assert.equal(canary.connections(), 0)
})

test('D1: a name is refused when any place it leads to is an inner one', async () => {
  for (const place of [
    '127.0.0.1',
    '10.0.0.1',
    '169.254.169.254',
    '::1',
    '::ffff:127.0.0.1',
    '::127.0.0.1',
    'fd00::1',
  ]) {
    const mixed = { 'mixed.test': [at('93.184.216.34'), at(place, place.includes(':') ? 6 : 4)] }
    assert.equal(await codeOf(safeFetch(outward(mixed), `http://mixed.test:${port}/`)), 'address_not_allowed', place)
  }
  assert.equal(await codeOf(safeFetch(outward({ 'none.test': [] }), 'http://none.test/')), 'address_not_allowed')
  assert.equal(canary.connections(), 0)
})

test('D2: a name that leads outside when it is saved and inside when it is called is not called', async () => {
  const answers = [[at('93.184.216.34')], [at('127.0.0.1')]]
  const rebinding = { allow: [], lookup: async () => answers.shift() ?? [at('127.0.0.1')] }
  await checkAddress(rebinding, `http://rebinding.test:${port}/`)
  assert.equal(await codeOf(safeFetch(rebinding, `http://rebinding.test:${port}/`)), 'address_not_allowed')
  assert.equal(canary.connections(), 0)
})

test('D2: a redirect to the inside is followed at no hop; a redirect to an allowed host is', async () => {
  const target = `http://127.0.0.1:${port}/`
  const sender = await openReceiver(({ path }, response) => {
    const [, hops, goal] = path.split('/')
    const next = Number(hops) > 0 ? `/${Number(hops) - 1}/${goal}` : decodeURIComponent(goal ?? '')
    response.writeHead(302, { location: next }).end('inside: secret')
  })
  const config = outward(inner, [`127.0.0.1:${sender.port}`])
  const goals = [
    target,
    `//127.0.0.1:${port}/`,
    `http://localhost:${port}/`,
    `http://[::1]:${port}/`,
    'file:///etc/passwd',
  ]
  for (const goal of [...goals, `http://0x7f.1:${port}/`, `http://shop.test:${port}/`, 'http://user@shop.test/']) {
    for (const hops of [0, 1, 2]) {
      const from = `${sender.url}/${hops}/${encodeURIComponent(goal)}`
      assert.equal(await codeOf(safeFetch(config, from, { redirects: 3 })), 'address_not_allowed', `${hops} ${goal}`)
    }
  }
  assert.equal(canary.connections(), 0)
  const allowed = outward(inner, [`127.0.0.1:${sender.port}`, `127.0.0.1:${port}`])
  const from = `${sender.url}/2/${encodeURIComponent(target)}`
  assert.equal((await safeFetch(allowed, from, { redirects: 3 })).status, 200, 'the positive control')
  assert.equal(canary.received.length, 1)
})

test('D2: endless, packed and dripping bodies, and headers that never come, are cut', async () => {
  const block = Buffer.alloc(65_536, 'x')
  const bomb = gzipSync(Buffer.alloc(200_000_000))
  const sender = await openReceiver(({ path }, response) => {
    const pour = () => {
      while (!response.destroyed && response.write(block));
      if (!response.destroyed) response.once('drain', pour)
    }
    if (path === '/endless') pour()
    else if (path === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    else if (path === '/drip') {
      const drip = setInterval(() => response.write('x'), 100)
      response.on('close', () => clearInterval(drip))
    } else if (path === '/headers') response.writeHead(200, { 'x-long': 'x'.repeat(100_000) }).end()
  })
  const config = outward({}, [`127.0.0.1:${sender.port}`])
  const held = process.memoryUsage().rss
  assert.equal(await codeOf(safeFetch(config, `${sender.url}/endless`)), 'answer_too_large')
  assert.equal(await codeOf(safeFetch(config, `${sender.url}/bomb`)), 'answer_too_large')
  assert.equal(await codeOf(safeFetch(config, `${sender.url}/headers`)), 'no_answer')
  assert.ok(process.memoryUsage().rss - held < 100_000_000, 'what it would unpack to was never held')
  for (const path of ['drip', 'silent']) {
    const begun = Date.now()
    assert.equal(await codeOf(safeFetch(config, `${sender.url}/${path}`, { timeoutMs: 1000 })), 'answer_too_slow')
    assert.ok(Date.now() - begun < 2500, path)
  }
  const begun = Date.now()
  assert.equal(await codeOf(safeFetch(config, `${sender.url}/drip`)), 'answer_too_slow')
  assert.ok(Date.now() - begun < 9500, 'eight seconds unless said otherwise')
})

test('D1: webhooks, the field of the house that takes an address, refuse each when saved and when sent', async () => {
  const { owner, places, receiver, add, happen, settle, log } = await openOutside()
  for (const spelling of [...SPELLINGS, ...TRICKS]) {
    const body = { url: spelling.replace('P', String(port)), description: 'x', events: ['orders.*'] }
    if (body.url.trim() === '') continue
    const answer = (await owner.post('/api/webhooks', body)).json()
    assert.deepEqual([answer.status, answer.code, answer.details], [400, 'address_not_allowed', undefined], body.url)
  }
  const allowed = await receiver()
  const { webhookId, version } = await add(allowed.url)
  const moved = await owner.patch(`/api/webhooks/${webhookId}`, { url: `http://localhost:${port}/` }, version)
  assert.equal(moved.json().code, 'address_not_allowed')
  places.set('rebinding.test', [at('93.184.216.34')])
  const rebinding = await add(`http://rebinding.test:${port}/`)
  places.set('rebinding.test', [at('127.0.0.1')])
  await happen()
  await settle()
  const [entry] = await log(rebinding.webhookId)
  assert.deepEqual([entry?.state, entry?.status, entry?.error], ['waiting', null, 'address_not_allowed'])
  assert.deepEqual([canary.received.length, allowed.received.length], [1, 1], 'the control of D2, and the allowed one')
})
