import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { team } from '#modules/team/module.ts'
import { stepAt, totpCode } from '#modules/team/sign-in/totp.ts'
import { addPerson, PASSWORD } from '#modules/team/testing/add-person.ts'
import { Browser } from '#modules/team/testing/browser.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { databaseOf } from './database-of.ts'

const { house, app, url } = await openTestHouse([team])
const database = databaseOf(url)

async function withFactor(email: string): Promise<{ secret: string; backupCodes: string[] }> {
  await addPerson(house, email)
  const person = await signInAs(app, email, { sudo: true })
  const { secret } = (await person.post('/api/session/two-factor')).json()
  const answer = await person.post('/api/session/two-factor/confirm', {
    code: totpCode(secret, stepAt(new Date()) - 1),
  })
  assert.equal(answer.statusCode, 200, answer.body)
  return { secret, backupCodes: answer.json().backupCodes }
}

/** The status of the second step with this code, in a browser of its own. */
async function enter(email: string, code: string): Promise<number> {
  const browser = new Browser(app)
  await browser.post('/api/sign-in', { email, password: PASSWORD })
  return (await browser.post('/api/sign-in/totp', { code })).statusCode
}
const forgetSteps = () => database.query('update team.second_factors set last_step = 0')
const forgetAttempts = () => database.query('delete from team.throttles')

test('A9 a code counts once, also for two requests at the same moment', async () => {
  const { secret } = await withFactor('once@shop.test')
  const code = totpCode(secret, stepAt(new Date()))
  const both = await Promise.all([enter('once@shop.test', code), enter('once@shop.test', code)])
  assert.deepEqual(both.toSorted(), [200, 401])
  assert.equal(await enter('once@shop.test', code), 401)
  // Control: without the memory of used steps the same code is taken again.
  await forgetSteps()
  assert.equal(await enter('once@shop.test', code), 200)
})

test('A9 codes three steps away are refused, one step is the clock’s due', async () => {
  const { secret } = await withFactor('steps@shop.test')
  for (const by of [-3, 3]) assert.equal(await enter('steps@shop.test', totpCode(secret, stepAt(new Date()) + by)), 401)
  assert.equal(await enter('steps@shop.test', totpCode(secret, stepAt(new Date()) + 1)), 200)
})

test('A9 after five wrong codes the right one waits too', async () => {
  const { secret } = await withFactor('guess@shop.test')
  const statuses: number[] = []
  for (let i = 0; i < 10; i++) statuses.push(await enter('guess@shop.test', `00000${i}`))
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429, 429, 429, 429])
  assert.equal(await enter('guess@shop.test', totpCode(secret, stepAt(new Date()))), 429)
  await forgetAttempts()
  assert.equal(
    await enter('guess@shop.test', totpCode(secret, stepAt(new Date()))),
    200,
    'control: the lock was the reason',
  )
})

test('A9 the password alone opens no call, and the factor is not removed without it being typed again', async () => {
  const { backupCodes } = await withFactor('half@shop.test')
  const half = new Browser(app)
  await half.post('/api/sign-in', { email: 'half@shop.test', password: PASSWORD })
  for (const path of ['/api/session', '/api/sessions', '/api/tasks', '/api/units']) {
    assert.equal((await half.get(path)).statusCode, 401, path)
  }
  assert.equal((await half.ask('DELETE', '/api/session/two-factor')).statusCode, 401)
  await half.post('/api/sign-in/totp', { code: backupCodes[0] })
  assert.equal((await half.ask('DELETE', '/api/session/two-factor')).json().code, 'sudo_needed')
  assert.equal((await half.post('/api/session/two-factor/backup-codes')).json().code, 'sudo_needed')
  await half.post('/api/session/sudo', { password: PASSWORD })
  assert.equal((await half.ask('DELETE', '/api/session/two-factor')).statusCode, 204, 'control: confirmed, it goes')
})

test('A9 a backup code counts once and stands nowhere in the database', async () => {
  const { backupCodes } = await withFactor('backup@shop.test')
  const [code = ''] = backupCodes
  const both = await Promise.all([enter('backup@shop.test', code), enter('backup@shop.test', code)])
  assert.deepEqual(both.toSorted(), [200, 401])
  const { rows } = await database.query('select b::text as row from team.backup_codes b')
  assert.ok(rows.length >= 10 && rows.every(({ row }) => !row.includes(code.replace('-', ''))))
  await database.query('update team.backup_codes set used_at = null')
  assert.equal(await enter('backup@shop.test', code), 200, 'control: the mark was the reason')
})
