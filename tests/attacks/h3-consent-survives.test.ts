import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { importFile } from '#connectors/imports/run/import-file.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addPerson } from '#modules/team/testing/add-person.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { rooms } from '../../apps/rooms.ts'

const { house, app } = await openTestHouse(rooms)
const folder = mkdtempSync(join(tmpdir(), 'rapport-h3-'))
after(() => rmSync(folder, { recursive: true, force: true }))
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test', { sudo: true })

let files = 0
/** A file that says of each address that its owner agreed to mail, today; references are new ones unless given. */
async function importConsenting(emails: readonly string[], reference = (at: number) => `h3-${files}-${at}`) {
  const path = join(folder, `${files++}.csv`)
  const lines = emails.map((email, at) => `${reference(at)},Zoë Brandt,${email},yes\n`)
  writeFileSync(path, `customer_ref,name,email,consent_email\n${lines.join('')}`)
  const { run } = await importFile(house, { kind: 'customers', path, source: 'shop' })
  assert.equal(Number(run.rows_refused), 0)
}

interface Consent {
  channel: string
  purpose: string
  state: string
  source: string
}

const recordOf = async (id: string) => (await owner.get(`/api/customers/${id}`)).json()
const mailConsent = async (id: string): Promise<string | undefined> =>
  (await recordOf(id)).consents.find(({ channel, purpose }: Consent) => channel === 'email' && purpose === 'marketing')
    ?.state
const say = (id: string, state: string, more: object = {}) =>
  owner.post(`/api/customers/${id}/consents`, { channel: 'email', purpose: 'marketing', state, ...more })
const withAddress = async (email: string): Promise<string[]> => {
  const { rows } = await house.database.owner.query(
    `select distinct customer_id as id from customers.identities where kind = 'email' and value = $1`,
    [email],
  )
  return rows.map(({ id }) => id)
}

async function optedOut(email: string): Promise<string> {
  const made = await owner.post('/api/customers', { name: 'Zoë Brandt', email })
  assert.equal(made.statusCode, 201, made.body)
  const { id } = made.json()
  assert.equal((await say(id, 'withdrawn', { source: 'letter' })).statusCode, 200)
  return id
}

test('H3, positive control: a file gives consent for an address nobody said anything about', async () => {
  await importConsenting(['fresh@shop.test'])
  const [id = ''] = await withAddress('fresh@shop.test')
  assert.equal(await mailConsent(id), 'given')
})

test('H3: files that claim consent, in any spelling of an address and under any tag, give none back', async () => {
  const id = await optedOut('zoë.brandt@shop.test')
  const spellings = ['zoë.brandt@shop.test', 'ZOË.Brandt@SHOP.test', 'zoe\u0308.brandt@shop.test']
  const tagged = ['zoë.brandt+news@shop.test', 'ZOË.BRANDT+Sale@Shop.test', 'zoe\u0308.brandt+a+b@shop.test']
  for (const email of [...spellings, ...tagged]) {
    await importConsenting([email])
    assert.equal(await mailConsent(id), 'withdrawn', email)
    for (const one of await withAddress(email)) assert.notEqual(await mailConsent(one), 'given', email)
  }
  await importConsenting(spellings.slice(0, 1), () => 'h3-again')
  await importConsenting(spellings.slice(0, 1), () => 'h3-again')
  assert.equal(await mailConsent(id), 'withdrawn', 'the same file again')
})

test('H3: who opted out under a tag is opted out under the plain address too', async () => {
  await optedOut('ben+shop@shop.test')
  await importConsenting(['ben@shop.test', 'ben+other@shop.test', 'benno@shop.test'])
  const stateOf = async (email: string) => mailConsent((await withAddress(email))[0] ?? '')
  assert.deepEqual([await stateOf('ben@shop.test'), await stateOf('ben+other@shop.test')], [undefined, undefined])
  assert.equal(await stateOf('benno@shop.test'), 'given', 'control: another address')
})

test('H3: joined with a record that a file says agreed, later and under another address, in either direction', async () => {
  for (const keeps of ['the one who opted out', 'the other']) {
    const id = await optedOut(`m-${keeps.length}@shop.test`)
    await importConsenting([`other-${keeps.length}@shop.test`])
    const [other = ''] = await withAddress(`other-${keeps.length}@shop.test`)
    assert.equal(await mailConsent(other), 'given', 'control: before they are joined')
    const [stays, joins] = keeps === 'the other' ? [other, id] : [id, other]
    assert.equal((await owner.post(`/api/customers/${stays}/merge`, { otherIds: [joins] })).statusCode, 200)
    assert.equal(await mailConsent(stays), 'withdrawn', keeps)
    await importConsenting([`other-${keeps.length}@shop.test`, `m-${keeps.length}@shop.test`])
    assert.equal(await mailConsent(stays), 'withdrawn', `${keeps}, and imported again`)
    const { exportId } = (await owner.post('/api/exports', { what: 'customers' })).json()
    await runWaitingJobs(house)
    const { link } = (await owner.get(`/api/exports/${exportId}`)).json()
    const csv = (await owner.get(link)).rawPayload.toString('utf8')
    const line = csv
      .split(/\r?\n/)
      .find((text) => text.includes(`other-${keeps.length}@shop.test`) || text.includes(`m-${keeps.length}@shop.test`))
    assert.ok(line, 'control: it is in the file')
    assert.doesNotMatch(line, /,(?:yes|true)(?:,|$)/)
  }
})

test('H3: a second record made through the API has no consent of its own, and none can be given without proof', async () => {
  await optedOut('api@shop.test')
  const refused = await owner.post('/api/customers', { name: 'Zoë', email: 'API@shop.test' })
  assert.equal(refused.json().code, 'customer_exists')
  const planted = await owner.post('/api/customers', {
    name: 'Zoë',
    email: 'api@shop.test',
    force: true,
    consentEmail: true,
  })
  assert.equal(planted.statusCode, 400, 'consent is no field of a record')
  const { id } = (await owner.post('/api/customers', { name: 'Zoë', email: 'api@shop.test', force: true })).json()
  assert.equal(await mailConsent(id), undefined)
  for (const evidence of [undefined, null, '', '  \u00a0 ']) {
    assert.equal((await say(id, 'given', { evidence })).json().code, 'evidence_missing', JSON.stringify(evidence))
  }
  assert.equal((await say(id, 'given', { evidence: 'form 4711, signed' })).statusCode, 200)
  assert.equal(await mailConsent(id), 'given', 'control: with proof it is')
})
