import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { csvLine } from '#core/words/csv-cells.ts'
import { makePeople } from '#modules/customers/duplicates/testing/made-people.ts'
import { pairScores } from '#modules/customers/duplicates/testing/pair-scores.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapport-duplicates-'))
after(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; said: string }>((done) => {
    const cli = join(import.meta.dirname, '../cli.ts')
    const all = ['--disable-warning=ExperimentalWarning', cli, 'model', 'duplicates', ...args]
    execFile(process.execPath, all, (error, out, said) => done({ code: error ? Number(error.code) : 0, out, said }))
  })

const { rows, personOf } = makePeople(900, 8)
const columns = Object.keys(rows[0]?.fields ?? {})
const csv = [
  ['no', ...columns],
  ...rows.map(({ id, fields }) => [id, ...columns.map((column) => fields[column] ?? '')]),
]
  .map((cells) => csvLine(cells, ';'))
  .join('')
const file = join(folder, 'people.csv')
writeFileSync(file, iconv.encode(csv, 'gb18030'))

test('pairs of a GB18030 file with semicolons, as a document and as a file', async () => {
  const [out, clusters] = [join(folder, 'pairs.csv'), join(folder, 'clusters.csv')]
  const {
    code,
    out: said,
    said: errors,
  } = await run(file, '--id', 'no', '--out', out, '--clusters', clusters, '--json')
  assert.deepEqual([code, errors], [0, ''])
  const document = JSON.parse(said)
  for (const key of ['records', 'pairs', 'clusters', 'seconds', 'parameters', 'logLikelihood', 'threshold']) {
    assert.ok(key in document, key)
  }
  assert.equal(document.records, 900)
  assert.equal(document.threshold, 0.5)
  assert.ok(document.logLikelihood < 0)
  const pairs = parse(readFileSync(out), { columns: true }) as Record<string, string>[]
  assert.deepEqual(Object.keys(pairs[0] ?? {}), ['no_a', 'no_b', 'score', 'probability', 'reasons'])
  assert.equal(pairs.length, document.pairs)
  assert.ok(pairs.every((pair) => Number(pair['probability']) >= 0.5 && pair['reasons'] !== ''))
  const scores = pairScores(
    pairs.map((pair) => [pair['no_a'] ?? '', pair['no_b'] ?? ''] as const),
    personOf,
  )
  assert.ok(scores.f1 > 0.93, JSON.stringify(scores))
  const members = parse(readFileSync(clusters), { columns: true }) as Record<string, string>[]
  assert.equal(new Set(members.map((member) => member['cluster'])).size, document.clusters)
})

test('in words: what was compared, the strongest fields, ten pairs; roles and columns can be set', async () => {
  const { code, out } = await run(file, '--id', 'no', '--threshold', '0.9', '--ignore', 'email', '--role', 'name=name')
  assert.equal(code, 0)
  assert.match(out, /^900 records, \d+ pairs compared in [\d.]+ s: \d+ pairs with probability 0\.9 or more/)
  assert.match(out, /field +taken as +exact +different/)
  assert.doesNotMatch(out, /email/)
  assert.equal(out.trim().split('\n').length - out.split('\n').findIndex((line) => line.startsWith('Pairs, from')), 12)
})

test('ids that a spreadsheet would run are disarmed', async () => {
  const path = join(folder, 'formula.csv')
  const row = (id: string) => [id, 'Ann Lee', 'ann@shop.example', '13800138000'].join(',')
  const others = Array.from(
    { length: 40 },
    (_, at) => `${at},Bo${at} Li${at},x${at}@y.example,1390013${8000 + 37 * at}`,
  )
  writeFileSync(path, ['id,name,email,phone', row('=1+1'), row('@x'), ...others].join('\n'))
  const { code } = await run(path, '--id', 'id', '--out', join(folder, 'out.csv'))
  assert.equal(code, 0)
  assert.match(readFileSync(join(folder, 'out.csv'), 'utf8'), /^'=1\+1,'@x,/m)
})

test('errors say what to do', async () => {
  const failed = async (...args: string[]) => {
    const { code, out } = await run(...args, '--json')
    assert.equal(code, 1)
    return JSON.parse(out).error
  }
  const unknown = await failed(file, '--id', 'number')
  assert.equal(unknown.code, 'column_unknown')
  assert.match(unknown.message, /no column "number"\. It has: no, name, phone/)
  assert.equal((await failed(file, '--id', 'no', '--ignore', 'nothing')).code, 'column_unknown')
  assert.match((await failed(file, '--id', 'country')).message, /Lines 2 and \d+ have the same "country"/)
  assert.equal((await failed(join(folder, 'none.csv'), '--id', 'no')).code, 'file_not_found')
  assert.match((await failed(file, '--id', 'no', '--threshold', '7')).message, /Between 0 and 1/)
  assert.match((await failed(file, '--id', 'no', '--role', 'name=king')).message, /COLUMN=ROLE/)
})
