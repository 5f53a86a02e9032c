import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { team } from '../module.ts'
import { addPerson, PASSWORD } from '../testing/add-person.ts'
import { Browser } from '../testing/browser.ts'
import { oneTimeLink } from './first-owner.ts'
import { stepAt, totpCode } from './totp.ts'

const { house, app } = await openTestHouse([team])
const tokenOf = (link: string | null) => new URL(link ?? '').hash.slice(1)

test('the first owner comes in by the link once, looks around, says who they are, and can sign in again', async () => {
  const link = await oneTimeLink(house)
  // Another process starts, and so does a third: what the first printed still works.
  const [later, latest] = [await oneTimeLink(house), await oneTimeLink(house)]
  assert.match(link ?? '', /^http:\/\/127\.0\.0\.1:8080\/sign-in\/first#[A-Za-z0-9_-]{43}$/)
  const owner = new Browser(app, { 'accept-language': 'en-GB,en;q=0.9' })
  assert.deepEqual((await owner.post('/api/sign-in/link', { token: tokenOf(link) })).json(), { next: 'first' })
  const session = (await owner.get('/api/session')).json()
  assert.equal(session.passwordSet, false)
  assert.equal(session.units, 'all')
  assert.equal(session.language, 'en')
  assert.ok(session.permissions.includes('staff.manage'))
  assert.equal((await new Browser(app).post('/api/sign-in/link', { token: tokenOf(link) })).statusCode, 410)

  assert.equal((await new Browser(app).post('/api/sign-in/link', { token: tokenOf(later) })).statusCode, 200)

  const person = { email: 'owner@shop.test', name: '王小明', password: PASSWORD }
  assert.deepEqual((await owner.post('/api/sign-in/first', person)).json(), { next: 'desk' })
  assert.equal((await owner.post('/api/sign-in/first', person)).json().code, 'password_set')
  assert.equal(await oneTimeLink(house), null)
  const late = await new Browser(app).post('/api/sign-in/link', { token: tokenOf(latest) })
  assert.equal(late.json().code, 'link_expired', 'once the owner has a password no such link opens anything')
  const again = new Browser(app)
  assert.deepEqual((await again.post('/api/sign-in', { email: 'OWNER@shop.test', password: PASSWORD })).json(), {
    next: 'desk',
  })
  const seen = (await again.get('/api/session')).json()
  assert.equal(seen.actor.name, '王小明')
  assert.equal(seen.actor.email, 'owner@shop.test')
  assert.equal(seen.company.timeZone, 'Asia/Shanghai')
  assert.equal(seen.empty, true)
})

test('without a session every call of the desk is 401, and signing out ends it', async () => {
  await addPerson(house, 'out@shop.test')
  const person = new Browser(app)
  assert.equal((await person.get('/api/session')).statusCode, 401)
  await person.post('/api/sign-in', { email: 'out@shop.test', password: PASSWORD })
  assert.equal((await person.get('/api/session')).statusCode, 200)
  const kept = new Map(person.cookies)
  assert.equal((await person.post('/api/sign-out')).statusCode, 204)
  for (const [name, value] of kept) person.cookies.set(name, value)
  assert.equal((await person.get('/api/session')).statusCode, 401)
})

test('a wrong password and a stranger get the same answer', async () => {
  await addPerson(house, 'wrong@shop.test')
  const answers = await Promise.all(
    ['wrong@shop.test', 'nobody@shop.test'].map((email) =>
      new Browser(app).post('/api/sign-in', { email, password: 'not this one' }),
    ),
  )
  for (const answer of answers) {
    assert.equal(answer.statusCode, 401)
    assert.equal(answer.json().code, 'wrong_credentials')
    assert.equal(answer.headers['set-cookie'], undefined)
  }
})

test('changing my name and language is seen by the next request', async () => {
  await addPerson(house, 'words@shop.test')
  const person = new Browser(app)
  await person.post('/api/sign-in', { email: 'words@shop.test', password: PASSWORD })
  assert.equal((await person.patch('/api/session', { language: 'en', name: 'Wei' })).statusCode, 204)
  const session = (await person.get('/api/session')).json()
  assert.equal(session.language, 'en')
  assert.equal(session.actor.name, 'Wei')
  assert.equal((await person.patch('/api/session', { role: 'owner' })).statusCode, 400)
})

test('the second factor: set up after confirming the password, asked at sign-in, backup codes once', async () => {
  await addPerson(house, 'totp@shop.test')
  const person = new Browser(app)
  await person.post('/api/sign-in', { email: 'totp@shop.test', password: PASSWORD })
  assert.equal((await person.post('/api/session/two-factor')).json().code, 'sudo_needed')
  assert.equal((await person.post('/api/session/sudo', { password: 'not this one' })).json().code, 'wrong_password')
  assert.equal((await person.post('/api/session/sudo', { password: PASSWORD })).statusCode, 200)
  const { secret, qr } = (await person.post('/api/session/two-factor')).json()
  assert.match(qr, /^data:image\/png;base64,/)
  assert.equal((await person.post('/api/session/two-factor/confirm', { code: '000000' })).json().code, 'wrong_code')
  const step = stepAt(new Date())
  const on = await person.post('/api/session/two-factor/confirm', { code: totpCode(secret, step - 1) })
  const { backupCodes } = on.json()
  assert.equal(new Set(backupCodes).size, 10)
  assert.equal((await person.get('/api/session')).json().twoFactor, true)

  const again = new Browser(app)
  const first = await again.post('/api/sign-in', { email: 'totp@shop.test', password: PASSWORD })
  assert.deepEqual(first.json(), { next: 'totp' })
  assert.equal((await again.get('/api/session')).statusCode, 401)
  assert.equal((await again.post('/api/sign-in/totp', { code: totpCode(secret, step) })).statusCode, 200)
  assert.equal((await again.get('/api/session')).statusCode, 200)

  const lost = new Browser(app)
  await lost.post('/api/sign-in', { email: 'totp@shop.test', password: PASSWORD })
  assert.equal((await lost.post('/api/sign-in/totp', { code: backupCodes[0].toLowerCase() })).statusCode, 200)
  const used = new Browser(app)
  await used.post('/api/sign-in', { email: 'totp@shop.test', password: PASSWORD })
  assert.equal((await used.post('/api/sign-in/totp', { code: backupCodes[0] })).json().code, 'wrong_code')
})

test('sessions are listed and can be ended, but not those of others', async () => {
  await addPerson(house, 'many@shop.test')
  await addPerson(house, 'other@shop.test')
  const [one, two, other] = [new Browser(app, { 'user-agent': 'Firefox' }), new Browser(app), new Browser(app)]
  for (const browser of [one, two]) await browser.post('/api/sign-in', { email: 'many@shop.test', password: PASSWORD })
  await other.post('/api/sign-in', { email: 'other@shop.test', password: PASSWORD })
  const { sessions } = (await two.get('/api/sessions')).json()
  assert.equal(sessions.length, 2)
  const theirs = sessions.find((session: { current: boolean }) => !session.current)
  assert.equal(theirs.agent, 'Firefox')
  assert.equal((await other.ask('DELETE', `/api/sessions/${theirs.sessionId}`)).statusCode, 404)
  assert.equal((await two.ask('DELETE', `/api/sessions/${theirs.sessionId}`)).statusCode, 204)
  assert.equal((await one.get('/api/session')).statusCode, 401)
})

test('changing the password needs the present one and ends the other sessions', async () => {
  await addPerson(house, 'change@shop.test')
  const [here, there] = [new Browser(app), new Browser(app)]
  for (const browser of [here, there])
    await browser.post('/api/sign-in', { email: 'change@shop.test', password: PASSWORD })
  const password = 'a new and longer one'
  assert.equal((await here.post('/api/session/password', { current: 'no', password })).json().code, 'wrong_password')
  assert.equal(
    (await here.post('/api/session/password', { current: PASSWORD, password: 'aaaaaaaaaaaa' })).json().code,
    'password_too_weak',
  )
  assert.equal((await here.post('/api/session/password', { current: PASSWORD, password })).statusCode, 204)
  assert.equal((await here.get('/api/session')).statusCode, 200)
  assert.equal((await there.get('/api/session')).statusCode, 401)
  assert.equal((await new Browser(app).post('/api/sign-in', { email: 'change@shop.test', password })).statusCode, 200)
})
