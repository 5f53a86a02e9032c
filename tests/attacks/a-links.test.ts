import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { hashSecret } from '#core/access/secret-text.ts'
import { runJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { team } from '#modules/team/module.ts'
import { addPerson } from '#modules/team/testing/add-person.ts'
import { Browser } from '#modules/team/testing/browser.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { databaseOf } from './database-of.ts'
import { openSmtpSink } from './smtp-sink.ts'

const { house, app, url } = await openTestHouse([team])
const { url: smtpUrl, mails } = await openSmtpSink()
process.env.SMTP_URL = smtpUrl
const database = databaseOf(url)
const jobs = await runJobs(house)
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test')

/** Asks for a new password and returns the mails that went out for it. */
async function mailsFor(
  email: string,
  headers: Record<string, string> = {},
): Promise<{ to: string[]; link: string }[]> {
  await database.query('delete from team.throttles')
  const before = mails.length
  const answer = await new Browser(app).post('/api/sign-in/forgot', { email }, headers)
  assert.ok([204, 400].includes(answer.statusCode))
  for (;;) {
    const { rows } = await database.query('select count(*)::int as waiting from graphile_worker.jobs')
    if (rows[0].waiting === 0) break
    await wait(50)
  }
  return mails
    .slice(before)
    .map(({ recipients, text }) => ({ to: recipients, link: /https?:\S+/.exec(text)?.[0] ?? '' }))
}

const tokenOf = (link: string) => new URL(link).hash.slice(1)
const NEW = 'a fresh long password'
const reset = async (token: unknown) =>
  (await new Browser(app).post('/api/sign-in/reset', { token, password: NEW })).statusCode
const linkFor = async (email: string) => (await mailsFor(email))[0]?.link ?? ''
const age = (minutes: number) =>
  database.query(
    `update team.links set created_at = created_at - make_interval(mins => $1), expires_at = expires_at - make_interval(mins => $1)`,
    [minutes],
  )

test('A6 the link points to the configured address, whatever the request claims', async () => {
  await addPerson(house, 'host@shop.test')
  const evil = {
    host: 'evil.test',
    'x-forwarded-host': 'evil.test',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.test',
  }
  const [mail] = await mailsFor('host@shop.test', evil)
  assert.ok(mail?.link.startsWith('http://127.0.0.1:8080/sign-in/reset#'))
  const token = tokenOf(mail?.link ?? '')
  assert.ok(Buffer.from(token, 'base64url').length >= 32)
  const { rows } = await database.query('select l::text as row, link_hash from team.links l')
  assert.ok(rows.every(({ row }) => !row.includes(token)))
  assert.ok(rows.some(({ link_hash }) => hashSecret(token).equals(link_hash)))
  // Control: the address in the mail follows the configuration and nothing else.
  const { publicUrl } = house
  house.publicUrl = new URL('https://crm.shop.test')
  assert.ok((await linkFor('host@shop.test')).startsWith('https://crm.shop.test/'))
  house.publicUrl = publicUrl
})

test('A6 a link works once; after half an hour, a newer one or a new e-mail address it does not', async () => {
  const staffId = await addPerson(house, 'links@shop.test')
  const used = tokenOf(await linkFor('links@shop.test'))
  assert.deepEqual([await reset(used), await reset(used)], [204, 410])
  // Control: were the row left behind, the second use would work and be seen.
  await database.query(
    `insert into team.links (link_hash, purpose, staff_id, expires_at) values ($1, 'reset', $2, now() + interval '1 minute')`,
    [hashSecret(used), staffId],
  )
  assert.equal(await reset(used), 204)

  const young = tokenOf(await linkFor('links@shop.test'))
  await age(29)
  assert.equal(await reset(young), 204, 'control: 29 minutes are fine')
  const old = tokenOf(await linkFor('links@shop.test'))
  await age(31)
  assert.equal(await reset(old), 410)

  const first = tokenOf(await linkFor('links@shop.test'))
  const second = tokenOf(await linkFor('links@shop.test'))
  assert.deepEqual([await reset(first), await reset(second)], [410, 204])

  const before = tokenOf(await linkFor('links@shop.test'))
  const { items } = (await owner.get('/api/staff?search=links')).json()
  await owner.patch(`/api/staff/${staffId}`, { email: 'moved@shop.test' }, items[0].version)
  assert.equal(await reset(before), 410)
})

test('A6 of many simultaneous uses of one link exactly one works', async () => {
  await addPerson(house, 'race@shop.test')
  const token = tokenOf(await linkFor('race@shop.test'))
  const statuses = await Promise.all(Array.from({ length: 12 }, () => reset(token)))
  assert.equal(statuses.filter((status) => status === 204).length, 1)
})

const LOOK_ALIKES = [
  'mıke@shop.test',
  'ｍｉｋｅ@shop.test',
  'mike\u200b@shop.test',
  'mike@shop.test\u200b',
  'mi\u212ae@shop.test',
  'MİKE@shop.test',
  'mike@shop。test',
  'mіke@shop.test',
  'mike@shop.test ',
  '"mike@shop.test"',
  'mike@shop.test,evil@evil.test',
  'mike@shop.test\nbcc:evil@evil.test',
  'jose@shop.test',
]

test('A7 look-alikes get nothing; other spellings of the same address mail to the stored one', async () => {
  await addPerson(house, 'mike@shop.test')
  await addPerson(house, 'josé@shop.test'.normalize('NFC'))
  for (const typed of LOOK_ALIKES) assert.deepEqual(await mailsFor(typed), [], JSON.stringify(typed))
  for (const [typed, stored] of [
    ['mike@shop.test', 'mike@shop.test'],
    ['MIKE@Shop.test', 'mike@shop.test'],
    ['josé@shop.test'.normalize('NFD'), 'josé@shop.test'.normalize('NFC')],
  ] as const) {
    assert.deepEqual(
      (await mailsFor(typed)).map((mail) => mail.to),
      [[stored]],
      typed,
    )
  }
})

test('A7 control: a key folded the weak way lets the look-alike through, and the probe sees it', async () => {
  await database.query(`update team.staff set email_key = 'mıke@shop.test' where email = 'mike@shop.test'`)
  assert.deepEqual(
    (await mailsFor('mıke@shop.test')).map((mail) => mail.to),
    [['mike@shop.test']],
  )
})

test('A8 an invitation is good once, for seven days, and for nothing but its own person', async () => {
  delete process.env.SMTP_URL
  const invite = async (email: string): Promise<string> => {
    const answer = await owner.post('/api/staff', { email, roles: [{ role: 'agent', unitId: 1 }] })
    return tokenOf(answer.json().link)
  }
  const accept = async (token: unknown) =>
    (await new Browser(app).post('/api/sign-in/invite', { token, name: 'X', password: NEW })).statusCode
  const passwords = async () => (await database.query('select count(*)::int as n from team.passwords')).rows[0].n

  const late = await invite('late@shop.test')
  await age(7 * 24 * 60 + 1)
  const before = await passwords()
  assert.equal(await accept(late), 410)
  for (const token of ['', null, [], ['x'], {}, 0, true, 'A'.repeat(42), `${'A'.repeat(43)}%00`]) {
    assert.equal(await accept(token), 400, JSON.stringify(token))
  }
  assert.equal(await accept('A'.repeat(43)), 410, 'of another house')
  const other = await invite('other@shop.test')
  assert.equal(await reset(other), 410, 'an invitation is no reset')
  assert.equal(await passwords(), before, 'no account came of it')

  // Control: the same probe sees an invitation that is good, six days and 23 hours old, and then its second use.
  const good = await invite('good@shop.test')
  await age(7 * 24 * 60 - 60)
  assert.deepEqual([await accept(good), await accept(good)], [200, 410])
  assert.equal(await passwords(), before + 1)
})

test('the jobs come to rest', async () => {
  await jobs.stop()
})
