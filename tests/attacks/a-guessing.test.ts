import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '#core/errors.ts'
import { buildServer } from '#core/http/server.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { team } from '#modules/team/module.ts'
import { signInCall } from '#modules/team/sign-in/contract.ts'
import { isPassword } from '#modules/team/sign-in/password-hash.ts'
import { serveExchange } from '#modules/team/sign-in/serve-exchange.ts'
import { addPerson, PASSWORD } from '#modules/team/testing/add-person.ts'
import { Browser } from '#modules/team/testing/browser.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { databaseOf } from './database-of.ts'
import { mannWhitney, median } from './mann-whitney.ts'

const { house, app, url } = await openTestHouse([team])
await addPerson(house, 'owner@shop.test', 'owner')
const database = databaseOf(url)
const forgetAttempts = () => database.query('delete from team.throttles')

const GUESSES = 200
type Server = typeof app

/** How many guesses reached the password check. Many at once, as an attacker would. */
async function reached(
  guess: (i: number) => { email: string; address: string; headers?: Record<string, string> },
  guesses = GUESSES,
  server: Server = app,
): Promise<number> {
  let count = 0
  for (let i = 0; i < guesses; i += 20) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, k) => {
        const { email, address, headers } = guess(i + k)
        return new Browser(server, headers, address).post('/api/sign-in', { email, password: `wrong ${i + k}` })
      }),
    )
    for (const answer of answers) {
      if (answer.statusCode === 401) count++
      else {
        assert.equal(answer.statusCode, 429)
        assert.ok(Number(answer.headers['retry-after']) > 0)
      }
    }
  }
  return count
}

test('A4 guesses at one account stop after ten, from whatever address; its owner still gets in', async () => {
  const known = await signInAs(app, 'owner@shop.test')
  const count = await reached((i) => ({ email: 'owner@shop.test', address: `10.0.${i}.1` }))
  assert.ok(count <= 10, `${count} guesses got through`)
  const stranger = await new Browser(app, {}, '10.9.9.9').post('/api/sign-in', {
    email: 'owner@shop.test',
    password: PASSWORD,
  })
  assert.equal(stranger.statusCode, 429, 'a browser nobody knows waits, right password or not')
  await known.post('/api/sign-out')
  assert.equal((await known.post('/api/sign-in', { email: 'owner@shop.test', password: PASSWORD })).statusCode, 200)
})

test('A4 one guess at each of many accounts stops at the address; a forged X-Forwarded-For changes nothing', async () => {
  await forgetAttempts()
  const count = await reached((i) => ({
    email: `person${i}@shop.test`,
    address: '10.1.1.1',
    headers: { 'x-forwarded-for': `203.0.113.${i}`, 'x-real-ip': `203.0.113.${i}`, forwarded: `for=203.0.113.${i}` },
  }))
  assert.ok(count <= 40, `${count} guesses got through`)
  await forgetAttempts()
  await reached((i) => ({ email: `v6person${i}@shop.test`, address: `2001:db8:1:2::${(i + 1).toString(16)}` }), 20)
  const { rows } = await database.query(`select name, attempts from team.throttles where name like '%:address:%'`)
  assert.deepEqual(rows, [{ name: 'sign-in:address:2001:db8:1:2::/64', attempts: 20 }], 'an IPv6 network counts as one')
})

test('A4 the count survives a restart and is kept for all processes', async () => {
  await forgetAttempts()
  await reached((i) => ({ email: 'owner@shop.test', address: `10.2.${i}.1` }), 20)
  const restarted = await buildServer(house)
  const answer = await new Browser(restarted, {}, '10.3.3.3').post('/api/sign-in', {
    email: 'owner@shop.test',
    password: PASSWORD,
  })
  assert.equal(answer.statusCode, 429)
  await restarted.close()
})

test('A4 control: behind a trusted proxy the header counts, and without counting every guess arrives', async () => {
  await forgetAttempts()
  const trusting = await buildServer(house, { trustProxy: ['10.1.1.1'] })
  const spread = (i: number) => ({
    email: `control${i}@shop.test`,
    address: '10.1.1.1',
    headers: { 'x-forwarded-for': `203.0.113.${i}` },
  })
  assert.equal(await reached(spread, 60, trusting), 60)
  await trusting.close()
  await forgetAttempts()
  await database.query(`
    create function team.not_counted() returns trigger language plpgsql as 'begin return null; end';
    create trigger not_counted before insert on team.throttles for each row execute function team.not_counted()`)
  try {
    assert.equal(await reached((i) => ({ email: 'owner@shop.test', address: `10.4.${i}.1` }), 20), 20)
  } finally {
    await database.query('drop trigger not_counted on team.throttles; drop function team.not_counted()')
  }
})

interface Timings {
  known: number[]
  unknown: number[]
}

/** Interleaved timings of the same request with a known and an unknown address; answers must be the same. */
async function compare(
  server: Server,
  path: string,
  body: (email: string) => object,
  rounds: number,
): Promise<Timings> {
  const timings: Timings = { known: [], unknown: [] }
  const ask = async (email: string) => {
    await forgetAttempts()
    const begin = performance.now()
    const answer = await new Browser(server).post(path, body(email))
    const took = performance.now() - begin
    const { requestId: _, ...rest } = answer.body === '' ? {} : answer.json()
    return { took, seen: JSON.stringify([answer.statusCode, rest, answer.body.length, answer.headers['set-cookie']]) }
  }
  for (let i = 0; i < rounds; i++) {
    const first = i % 2 === 0
    const one = await ask(first ? 'owner@shop.test' : `ownex${i % 10}@shop.te`)
    const two = await ask(first ? `ownex${i % 10}@shop.te` : 'owner@shop.test')
    assert.equal(one.seen, two.seen)
    timings.known.push(first ? one.took : two.took)
    timings.unknown.push(first ? two.took : one.took)
  }
  return timings
}

const tellsApart = ({ known, unknown }: Timings) =>
  Math.abs(median(known) - median(unknown)) >= 5 || mannWhitney(known, unknown) <= 0.01

/**
 * A busy machine can make a series look different by chance, either way; a leak makes every series so, the same way,
 * and all of them together too.
 */
async function leaks(series: () => Promise<Timings>): Promise<boolean> {
  const ways = new Set<number>()
  const all: Timings = { known: [], unknown: [] }
  for (let i = 0; i < 5; i++) {
    const timings = await series()
    if (!tellsApart(timings)) return false
    ways.add(Math.sign(median(timings.known) - median(timings.unknown)))
    if (ways.size > 1) return false
    all.known.push(...timings.known)
    all.unknown.push(...timings.unknown)
  }
  return mannWhitney(all.known, all.unknown) <= 0.01
}

const withPassword = (email: string) => ({ email, password: 'wrong password' })

test('A5 signing in and forgetting take the same time and say the same for known and unknown addresses', async () => {
  assert.equal(await leaks(() => compare(app, '/api/sign-in', withPassword, 25)), false, 'sign-in')
  assert.equal(await leaks(() => compare(app, '/api/sign-in/forgot', (email) => ({ email }), 200)), false, 'forgot')
})

test('A5 control: a sign-in that skips the hash for strangers is told apart', async () => {
  const { rows } = await database.query(`select hash from team.passwords limit 1`)
  const weak = await openTestHouse([
    {
      ...team,
      routes: (server, opened) =>
        serveExchange(server, opened, signInCall, async ({ input }) => {
          if (input.email === 'owner@shop.test') await isPassword(rows[0].hash, input.password)
          throw new AppError(401, 'wrong_credentials', 'E-mail or password is wrong.')
        }),
    },
  ])
  assert.equal(await leaks(() => compare(weak.app, '/api/sign-in', withPassword, 12)), true)
})
