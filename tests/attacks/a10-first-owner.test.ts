import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { oneTimeLink } from '#modules/team/sign-in/first-owner.ts'
import { PASSWORD } from '#modules/team/testing/add-person.ts'
import { Browser } from '#modules/team/testing/browser.ts'
import { rooms } from '../../apps/rooms.ts'

const { house, app } = await openTestHouse(rooms)
const owners = async () => {
  const { rows } = await house.database.owner.query(
    `select email from team.staff join team.staff_roles using (staff_id) where role = 'owner' order by email`,
  )
  return rows.map(({ email }) => email as string | null)
}
const tokenOf = (link: string | null) => new URL(link ?? '').hash.slice(1)
const person = (name: string) => ({ name, email: `${name}@shop.test`, password: PASSWORD })
const forgetOwners = () =>
  house.database.owner.query(
    'delete from team.sessions; delete from team.passwords; delete from team.staff_roles; delete from team.staff; delete from team.links; delete from team.throttles',
  )

/** The statuses of several people who do this at the same moment, each in a browser of their own. */
const atOnce = async (names: string[], act: (browser: Browser, name: string) => Promise<{ statusCode: number }>) =>
  (await Promise.all(names.map((name) => act(new Browser(app), name)))).map(({ statusCode }) => statusCode).sort()

const NAMES = ['anna', 'bert', 'carl', 'dora', 'emil']

test('A10: of several first owners at once exactly one comes in, by one link or by several', async () => {
  for (const oneLink of [true, false]) {
    await forgetOwners()
    const links = new Map<string, string>()
    const first = tokenOf(await oneTimeLink(house))
    for (const name of NAMES) links.set(name, oneLink ? first : tokenOf(await oneTimeLink(house)))
    const statuses = await atOnce(NAMES, (browser, name) =>
      browser.post('/api/sign-in/first', { ...person(name), token: links.get(name) }),
    )
    assert.deepEqual(statuses, [200, 410, 410, 410, 410], oneLink ? 'one link' : 'a link each')
    assert.equal((await owners()).length, 1)
  }
})

test('A10: of several who came in by links and name themselves at once exactly one does, and keeps the password', async () => {
  await forgetOwners()
  const browsers = new Map<string, Browser>()
  for (const name of NAMES) {
    const token = tokenOf(await oneTimeLink(house))
    const browser = new Browser(app)
    assert.equal((await browser.post('/api/sign-in/link', { token })).statusCode, 200)
    browsers.set(name, browser)
  }
  // Whoever writes takes a while, so that all have looked before the first has written.
  await house.database.owner.query(`
    create function team.slowly() returns trigger language plpgsql as 'begin perform pg_sleep(0.3); return new; end';
    create trigger slowly before update on team.staff for each row execute function team.slowly()`)
  const answers = await Promise.all(
    NAMES.map(async (name) => ({ name, answer: await browsers.get(name)?.post('/api/sign-in/first', person(name)) })),
  )
  await house.database.owner.query('drop trigger slowly on team.staff; drop function team.slowly()')
  const winners = answers.filter(({ answer }) => answer?.statusCode === 200).map(({ name }) => `${name}@shop.test`)
  assert.equal(winners.length, 1, JSON.stringify(answers.map(({ answer }) => answer?.json())))
  assert.deepEqual(await owners(), winners)
  const back = await new Browser(app).post('/api/sign-in', { email: winners[0], password: PASSWORD })
  assert.equal(back.statusCode, 200)
})

test('A10: once there is an owner no link of that kind works and none is made', async () => {
  await forgetOwners()
  const [one, two] = [tokenOf(await oneTimeLink(house)), tokenOf(await oneTimeLink(house))]
  const early = await new Browser(app).post('/api/sign-in/first', { ...person('anna'), token: one })
  assert.equal(early.statusCode, 200, 'control: before there is one it works')
  assert.equal(await oneTimeLink(house), null)
  for (const path of ['/api/sign-in/link', '/api/sign-in/first']) {
    const body = path.endsWith('link') ? { token: two } : { ...person('bert'), token: two }
    assert.equal((await new Browser(app).post(path, body)).statusCode, 410)
  }
  for (const path of ['/setup', '/api/setup', '/install', '/api/sign-up']) {
    assert.equal((await app.inject({ method: 'POST', url: path, payload: {} })).statusCode, 404)
  }
})

test('A10: headers that other programs take for a signed-in person open nothing', async () => {
  const [email] = await owners()
  const browser = new Browser(app)
  assert.equal((await browser.post('/api/sign-in', { email, password: PASSWORD })).statusCode, 200)
  const session = (await browser.get('/api/session')).json()
  for (const name of [
    'user',
    'remote-user',
    'x-remote-user',
    'x-forwarded-user',
    'x-auth-request-email',
    'x-user-id',
    'x-webauth-user',
    'x-original-user',
  ]) {
    for (const value of [email ?? '', session.actor.id, 'owner']) {
      assert.equal((await app.inject({ url: '/api/session', headers: { [name]: value } })).statusCode, 401, name)
    }
  }
  for (const authorization of [
    `Basic ${Buffer.from(`${email}:${PASSWORD}`).toString('base64')}`,
    `Bearer ${session.actor.id}`,
    'Bearer null',
  ]) {
    assert.equal((await app.inject({ url: '/api/session', headers: { authorization } })).statusCode, 401)
  }
  assert.equal((await browser.get('/api/session')).statusCode, 200, 'control: the session itself does')
})
