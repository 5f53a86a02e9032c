import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTransport } from 'nodemailer'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { team } from '#modules/team/module.ts'
import { addPerson } from '#modules/team/testing/add-person.ts'
import { Browser } from '#modules/team/testing/browser.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { openSmtpSink, type Received } from './smtp-sink.ts'

const { house, app } = await openTestHouse([team])
const { url, mails } = await openSmtpSink()
process.env.SMTP_URL = url
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test', { sudo: true })

const WANTED = [
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
]

/** What is wrong with a mail that is meant for one address and carries our headers only. */
function faultsOf({ recipients, text }: Received, to: string): string[] {
  const head = text.split('\n\n')[0]?.replace(/\n[ \t]+/g, ' ') ?? ''
  const names = head.split('\n').map((line) => line.split(':')[0]?.toLowerCase() ?? '')
  return [
    ...recipients.filter((one) => one !== to).map((one) => `goes to ${one}`),
    ...names.filter((name) => !WANTED.includes(name)).map((name) => `header ${name}`),
    ...WANTED.filter((name) => names.filter((one) => one === name).length !== 1).map((name) => `${name} not once`),
  ]
}

/** The status of an invitation and what it sent. */
async function invite(email: unknown, name = 'New'): Promise<{ status: number; sent: Received[] }> {
  const before = mails.length
  const answer = await owner.post('/api/staff', { email, name, roles: [{ role: 'agent', unitId: 1 }] })
  await runWaitingJobs(house)
  return { status: answer.statusCode, sent: mails.slice(before) }
}

test('C9: an address that is more than one address, or brings headers along, is refused and nothing is sent', async () => {
  const hostile: unknown[] = [
    'a@ok.test\r\nBcc: evil@evil.test',
    'a@ok.test\nBcc: evil@evil.test',
    'a@ok.test%0d%0aBcc:evil@evil.test',
    'a@ok.test\u2028Bcc:evil@evil.test',
    'a@ok.test\u0000evil@evil.test',
    'a@ok.test,evil@evil.test',
    'a@ok.test evil@evil.test',
    '"a@evil.test b"@ok.test',
    'a@evil.test@ok.test',
    'Someone <evil@evil.test>',
    '<evil@evil.test>',
    'evil@evil.test,a',
    'a;evil@evil.test',
    'a(comment)@ok.test',
    '=?utf-8?q?evil=40evil.test=2c?=@ok.test',
    ['a@ok.test', 'evil@evil.test'],
    { address: 'evil@evil.test' },
    { raw: 'To: evil@evil.test', path: '/etc/passwd', href: 'http://127.0.0.1/' },
  ]
  for (const email of hostile) {
    const { status, sent } = await invite(email)
    assert.deepEqual([status, sent.length], [400, 0], JSON.stringify(email))
    const forgot = await new Browser(app).post('/api/sign-in/forgot', { email })
    assert.equal(forgot.statusCode, 400, JSON.stringify(email))
  }
})

test('C9: a good address gets one mail with our headers and no others, whatever the name is made of', async () => {
  const names = ['New', 'Bcc: evil@evil.test', '=?utf-8?q?=0d=0aBcc:evil=40evil.test?=', '王小明', '"; Bcc: x']
  for (const [at, name] of names.entries()) {
    const to = `good${at}@ok.test`
    const { status, sent } = await invite(to, name)
    assert.deepEqual([status, sent.length], [200, 1])
    assert.deepEqual(faultsOf(sent[0] as Received, to), [])
  }
})

test('C9 control: the same look finds a header too many and a second recipient', async () => {
  const before = mails.length
  const transport = createTransport({ url })
  const injected = {
    from: 'a@ok.test',
    to: 'a@ok.test, evil@evil.test',
    subject: 's',
    text: 't',
    headers: { 'x-evil': '1' },
  }
  await transport.sendMail(injected)
  transport.close()
  assert.deepEqual(faultsOf(mails[before] as Received, 'a@ok.test'), ['goes to evil@evil.test', 'header x-evil'])
})
