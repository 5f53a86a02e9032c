import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { importFile } from '#connectors/imports/run/import-file.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { csvLine } from '#core/words/csv-cells.ts'
import { addPerson } from '#modules/team/testing/add-person.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { rooms } from '../../apps/rooms.ts'

const { house, app } = await openTestHouse(rooms)
const folder = mkdtempSync(join(tmpdir(), 'rapport-i-'))
after(() => rmSync(folder, { recursive: true, force: true }))
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test', { sudo: true })

/** Names as people have them, and what each is found by. */
const NAMES: [name: string, ...foundBy: string[]][] = [
  ['王小明', '王小明', '小明', 'wangxiaoming', 'wxm'],
  ['龘', '龘'],
  ['𠮷田', '𠮷田'],
  ['歐陽鋒', '歐陽鋒', '欧阳锋', 'ouyangfeng'],
  ["O'Brien", "O'Brien", 'obrien', 'O’Brien'],
  ['İstanbul Kaya', 'İstanbul', 'istanbul'],
  ['José Núñez', 'José', 'jose', 'Jose\u0301'],
  ['محمد علي', 'محمد'],
  ['👨‍👩‍👧 Family', 'Family'],
  ['null', 'null'],
  ['True', 'True'],
  ['X', 'X'],
  ['長'.repeat(100), '長'.repeat(100)],
  ['Ａｎｎａ', 'anna'],
]

const found = async (q: string): Promise<string[]> => {
  const answer = await owner.get(`/api/search?limit=20&q=${encodeURIComponent(q)}`)
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json().items.map(({ id }: { id: string }) => id)
}

test('I1: names are kept byte for byte and found by each of their forms', async () => {
  for (const [name, ...forms] of NAMES) {
    const made = await owner.post('/api/customers', { name })
    assert.equal(made.statusCode, 201, made.body)
    const { id } = made.json()
    assert.equal((await owner.get(`/api/customers/${id}`)).json().name, name)
    for (const form of forms) assert.ok((await found(form)).includes(id), `${name} by ${form}`)
  }
  assert.deepEqual(await found('nobodyiscalledthis'), [], 'control: a search finds no other')
})

test('I1: a decomposed name and one with a turn of the line stay as typed, and both forms find it', async () => {
  for (const name of ['Zoe\u0308 Decomposed', 'Abc\u202Efdp']) {
    const { id } = (await owner.post('/api/customers', { name })).json()
    assert.equal((await owner.get(`/api/customers/${id}`)).json().name, name)
    const [first = ''] = name.split(/[ \u202E]/)
    for (const form of [first, first.normalize('NFC'), first.normalize('NFD')]) {
      assert.ok((await found(form)).includes(id), JSON.stringify(form))
    }
  }
})

test('I1: the same names come through a file and out of one again', async () => {
  const names = NAMES.map(([name]) => name)
  const path = join(folder, 'names.csv')
  writeFileSync(path, `customer_ref,name\n${names.map((name, at) => csvLine([`file-${at}`, name])).join('')}`)
  const { run } = await importFile(house, { kind: 'customers', path, source: 'shop' })
  assert.deepEqual([Number(run.rows_new), Number(run.rows_refused)], [names.length, 0])
  const { exportId } = (await owner.post('/api/exports', { what: 'customers' })).json()
  await runWaitingJobs(house)
  const { link } = (await owner.get(`/api/exports/${exportId}`)).json()
  const csv = (await owner.get(link)).rawPayload.toString('utf8')
  for (const [at, name] of names.entries()) {
    assert.ok(csv.includes(`file-${at},${csvLine([name]).trimEnd()},`), name)
  }
  const again = await importFile(house, { kind: 'customers', path, source: 'shop' })
  assert.deepEqual([Number(again.run.rows_unchanged), Number(again.run.rows_new)], [names.length, 0])
})

test('I2: spellings of one address are one identity; look-alikes stay apart and are flagged', async () => {
  const make = (email: string) => owner.post('/api/customers', { name: 'I2', email })
  assert.equal((await make('Mike.I2@Shop.test')).statusCode, 201)
  for (const same of ['mike.i2@shop.test', 'MIKE.I2@SHOP.TEST', ' mike.i2@shop.test ']) {
    const answer = await make(same)
    assert.deepEqual([answer.statusCode, answer.json().code], [409, 'customer_exists'], same)
  }
  for (const refused of ['mike.i2@ｓhop.test', 'mike\u200B.i2@shop.test', 'mike.i2＠shop.test']) {
    assert.equal((await make(refused)).statusCode, 400, refused)
  }
  const lookAlike = await make('m\u0456ke.i2@shop.test')
  assert.equal(lookAlike.statusCode, 201, 'control: another letter is another address')
})

test('I3: days never shift, in no zone of the company; days that are none are refused', async () => {
  const days = ['2024-02-29', '1900-01-01', '1999-12-31', '2000-02-29']
  for (const zone of ['Pacific/Kiritimati', 'Etc/GMT+12', 'Asia/Shanghai', 'Australia/Lord_Howe']) {
    const settings = (await owner.get('/api/settings')).json().items as { name: string; version: number }[]
    const one = settings.find(({ name }) => /zone/i.test(name))
    assert.ok(one)
    const changed = await owner.ask(
      'PATCH',
      `/api/settings/${one.name}`,
      { value: zone },
      { 'if-match': `"${one.version}"` },
    )
    assert.equal(changed.statusCode, 200, changed.body)
    for (const birthday of days) {
      const { id } = (await owner.post('/api/customers', { name: 'I3', birthday })).json()
      assert.equal((await owner.get(`/api/customers/${id}`)).json().birthday, birthday, `${zone} ${birthday}`)
    }
  }
  const careless = new Date('2024-02-29').toLocaleDateString('sv', { timeZone: 'Etc/GMT+12' })
  assert.equal(careless, '2024-02-28', 'control: a day taken for a moment does shift')
  for (const birthday of [
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-06-31',
    '10000-01-01',
    '0000-00-00',
  ]) {
    assert.equal((await owner.post('/api/customers', { name: 'I3', birthday })).statusCode, 400, birthday)
  }
})
