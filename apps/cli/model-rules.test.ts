import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { GROCERIES, hasGroceries } from '#modules/insight/baskets/testing/groceries.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapport-rules-'))
after(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; said: string }>((done) => {
    const cli = join(import.meta.dirname, '../cli.ts')
    const all = ['--disable-warning=ExperimentalWarning', cli, 'model', 'rules', ...args]
    execFile(process.execPath, all, (error, out, said) => done({ code: error ? Number(error.code) : 0, out, said }))
  })

const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Ten of forty baskets hold bread and butter, the others one of them or tea. */
const rows = Array.from({ length: 40 }, (_, at) =>
  at < 10 ? ['面包', 'butter'] : at < 20 ? ['tea'] : at < 25 ? ['面包'] : ['jam, red'],
)
const table = file(
  'table.csv',
  [
    'basket_id,item,price',
    ...rows.flatMap((items, at) => items.map((item) => `B${at},"${item}",1`)),
    'B0,butter,1',
  ].join('\n'),
)

test('a table of baskets and items: counts, rules and measures as one document', async () => {
  const { code, out, said } = await run(table, '--min-support', '0.1', '--min-confidence', '0.6', '--json')
  assert.deepEqual([code, said], [0, ''])
  const document = JSON.parse(out)
  const { seconds, top, ...counts } = document
  assert.ok(seconds >= 0)
  assert.deepEqual(counts, {
    baskets: 40,
    items: 4,
    minSupport: 0.1,
    minConfidence: 0.6,
    leastBaskets: 4,
    itemSets: 5,
    rules: 2,
    beyondChance: 2,
    adding: 2,
  })
  const rule = top.find((one: { then: string }) => one.then === 'butter')
  assert.deepEqual([rule.if, rule.support, rule.confidence, rule.baskets], [['面包'], 0.25, 10 / 15, 10])
  assert.ok(Math.abs(rule.lift - 10 / 15 / (10 / 40)) < 1e-12)
  assert.ok(rule.q < 0.001 && rule.beyondChance)
})

test('a basket a line, without a header, in words', async () => {
  const path = file('lines.csv', rows.map((items) => items.map((item) => `"${item}"`).join(',')).join('\n'))
  const { code, out } = await run(path, '--baskets-by-line', '--min-support', '0.1', '--min-confidence', '0.6')
  assert.equal(code, 0)
  assert.match(out, /^40 baskets, 4 items: 5 item sets in at least 4 baskets, 2 rules with confidence from 60\.0 %/)
  assert.match(out, /面包 +butter +10 +66\.7 % +2\.67/)
})

test('errors say what to do, with the line', async () => {
  const failed = async (...args: string[]) => {
    const { code, out } = await run(...args, '--json')
    assert.equal(code, 1)
    return JSON.parse(out).error
  }
  const unknown = await failed(file('other.csv', 'basket,item\n1,a\n'))
  assert.equal(unknown.code, 'column_unknown')
  assert.match(unknown.message, /no column "basket_id"\. It has: basket, item\..*--baskets-by-line/)
  assert.match(
    (await failed(file('hole.csv', 'basket_id,item\n1,a\n1,\n'))).message,
    /Line 3: no value in the column "item"/,
  )
  assert.match(
    (await failed(file('hole2.csv', 'basket_id,item\n,a\n'))).message,
    /Line 2: no value in the column "basket_id"/,
  )
  assert.equal((await failed(file('empty.csv', 'basket_id,item\n'))).code, 'no_baskets')
  assert.equal((await failed(join(folder, 'none.csv'))).code, 'file_not_found')
  assert.match((await failed(table, '--min-support', '2')).message, /From 0 to 1/)
  const many = Array.from({ length: 21 }, (_, item) => `i${item}`).join(',')
  const wide = await failed(file('wide.csv', many), '--baskets-by-line', '--min-support', '1')
  assert.equal(wide.code, 'too_many_item_sets')
})

test('the grocery gives the figures of the reference', {
  skip: !hasGroceries && 'skipped: no shared data',
}, async () => {
  const { out } = await run(
    GROCERIES,
    '--baskets-by-line',
    '--min-support',
    '0.001',
    '--min-confidence',
    '0.5',
    '--json',
  )
  const document = JSON.parse(out)
  assert.deepEqual([document.baskets, document.itemSets, document.rules], [9835, 13_492, 5668])
  const [best] = document.top
  assert.deepEqual(
    [best.if, best.then, best.lift.toFixed(3)],
    [['Instant food products', 'soda'], 'hamburger meat', '18.996'],
  )
  assert.equal(document.top.length, 20)
})
