import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { addDays } from '#core/words/dates.ts'
import { seededRandom } from '#core/words/seeded-random.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapport-next-purchase-'))
after(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; said: string }>((done) => {
    const cli = join(import.meta.dirname, '../cli.ts')
    const all = ['--disable-warning=ExperimentalWarning', cli, 'model', 'next-purchase', ...args]
    execFile(process.execPath, all, { maxBuffer: 1e8 }, (error, out, said) =>
      done({ code: error ? Number(error.code) : 0, out, said }),
    )
  })

const AS_OF = '2026-06-30'
const random = seededRandom(5)
const lines: string[] = []
for (let customer = 0; customer < 80; customer++)
  for (const [category, gap] of [
    ['咖啡', 30],
    ['纸品', 45],
  ] as const) {
    let day = addDays(AS_OF, -400 + Math.floor(random() * 40))
    while (day <= AS_OF) {
      const quantity = random() < 0.3 ? 2 : 1
      lines.push(`C${customer};${category};${day};${quantity}`)
      day = addDays(day, Math.max(1, Math.round(gap * quantity ** 0.8 * (0.7 + 0.6 * random()))))
    }
  }
const write = (name: string, rows: readonly string[], header = 'customer_ref;category;date;quantity') => {
  const file = join(folder, name)
  writeFileSync(file, [header, ...rows].join('\n'))
  return file
}
const file = write('purchases.csv', lines)

test('days, intervals and probabilities per customer and category as one document', async () => {
  const { code, out, said } = await run(file, '--as-of', AS_OF, '--json')
  assert.deepEqual([code, said], [0, ''])
  const document = JSON.parse(out)
  assert.equal(document.asOf, AS_OF)
  assert.equal(document.rows, lines.length)
  assert.equal(document.predictions.length, 160)
  const { 咖啡: coffee, 纸品: paper } = document.parameters.categories
  assert.ok(coffee.regularity > 4 && coffee.elasticity > 0.55, JSON.stringify(coffee))
  assert.ok(coffee.usualGap < paper.usualGap, `${coffee.usualGap} < ${paper.usualGap}`)
  for (const one of document.predictions) {
    assert.ok(one.low <= one.date && one.date <= one.high && one.low > AS_OF)
    assert.ok(one.probability7 <= one.probability14 && one.probability14 <= one.probability30)
  }
  assert.equal(document.state, 'used')
  assert.equal(document.customers.length, 80)
  for (const one of document.customers) {
    assert.ok(one.low <= one.date && one.low > AS_OF && (one.high === null || one.date <= one.high))
    const own = document.predictions.filter((need: { customerRef: string }) => need.customerRef === one.customerRef)
    // Whoever buys something surely buys anything.
    for (const need of own) assert.ok(one.probability30 > need.probability30 - 0.1, JSON.stringify([one, need]))
  }
  const { model, customer, category } = document.quality.of
  assert.ok(model.error < customer.error && model.error < category.error)
  assert.ok(model.brier < customer.brier && model.brier < category.brier)
})

test('the order of rows and what comes after the day change nothing; without quantities each purchase is like another', async () => {
  const told = async (path: string) => JSON.parse((await run(path, '--as-of', AS_OF, '--json')).out)
  const [here, there] = [
    await told(file),
    await told(write('shuffled.csv', [...lines.toReversed(), 'C1;咖啡;2026-08-01;1'])),
  ]
  assert.deepEqual(there.predictions, here.predictions)
  assert.equal(there.rowsAfter, 1)
  const plain = write(
    'plain.csv',
    lines.map((line) => line.split(';').slice(0, 3).join(';')),
    'customer_ref;category;date',
  )
  assert.ok((await told(plain)).predictions.length === 160)
})

test('in words: categories, the comparison, and who is next', async () => {
  const { code, out } = await run(file)
  assert.equal(code, 0)
  assert.match(out, /^As of 2026-\d\d-\d\d: \d+ rows/)
  assert.match(out, /all pairs, days +those who came, days +Brier, 30 days +told ÷ came/)
  assert.match(out, /mean interval of the customer +[\d.]+ +[\d.]+/)
  assert.match(out, /Next purchase of anything: told of \d+ customers/)
  assert.match(out, /The next 20:/)
})

test('too little data is said, and nothing is told of it', async () => {
  const single = write('single.csv', ['C1;咖啡;2026-01-01;1'])
  const { code, out } = await run(single)
  assert.equal(code, 0)
  assert.match(out, /Too little data: at least 10 repeat purchases/)
  assert.doesNotMatch(out, /80 %|gap/)
  const document = JSON.parse((await run(single, '--json')).out)
  assert.deepEqual(
    [
      document.state,
      document.leastGaps,
      document.predictions,
      document.customers,
      document.quality,
      document.parameters,
    ],
    ['too_little_data', 10, [], [], null, null],
  )
})

test('errors say where and what to do', async () => {
  const failed = async (...args: string[]) => {
    const { code, out } = await run(...args, '--json')
    assert.equal(code, 1)
    return JSON.parse(out).error
  }
  assert.match(
    (await failed(write('a.csv', ['1;x'], 'customer_ref;date'))).message,
    /no column "category"\. It has: customer_ref, date/,
  )
  const bad = await failed(write('b.csv', ['C1;x;2026-01-01;1', 'C1;x;soon;1']))
  assert.match(bad.message, /Line 3, column "date"/)
  assert.match((await failed(write('c.csv', ['C1;x;2026-01-01;many']))).message, /Line 2, column "quantity"/)
  assert.match((await failed(write('d.csv', [';x;2026-01-01;1']))).message, /Line 2, column "customer_ref"/)
  assert.equal((await failed(write('e.csv', ['C1;x;2026-02-01;1']), '--as-of', '2026-01-01')).code, 'file_empty')
  assert.equal((await failed(write('f.csv', ['C1;x;2026-01-01;-1']))).code, 'nothing_usable')
  assert.match((await failed(file, '--as-of', 'soon')).message, /A day/)
})
