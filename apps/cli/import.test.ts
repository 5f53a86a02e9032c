import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../rooms.ts'
import { runCommand } from './testing/run-command.ts'

const { url } = await openTestHouse(rooms)
const folder = mkdtempSync(join(tmpdir(), 'rapport-import-command-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const run = (...args: string[]) => runCommand([...args, '--data', folder], { DATABASE_URL: url })

function fileOf(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const HEAD = 'order_number,ordered_at,customer_ref,sku,quantity,unit_price,currency'

test('the same file again says what is true: nothing had to change, or how much had', async () => {
  const path = fileOf('same.csv', `${HEAD}\nS1,2024-03-05,c1,x,1,5,EUR\nS2,2024-03-05,c2,x,1,5,EUR\n`)
  const first = await run('import', 'orders', path)
  assert.equal(first.code, 0, first.said)
  assert.doesNotMatch(first.out, /imported before/)
  for (const more of [[], ['--dry-run']]) {
    const again = await run('import', 'orders', path, ...more)
    assert.match(again.out, /2 unchanged/)
    assert.match(again.out, /imported before; this time nothing had to change/)
  }
  // As new rows of another shop they were not imported before.
  const other = await run('import', 'orders', path, '--source', 'other', '--dry-run')
  assert.match(other.out, /2 new/)
  assert.doesNotMatch(other.out, /imported before/)
  const [, runId = ''] = /Run ([0-9a-f-]{36})/.exec(first.out) ?? []
  const taken = await run('import', 'revert', runId)
  assert.equal(taken.code, 0, taken.said)
  const anew = await run('import', 'orders', path)
  assert.match(anew.out, /2 new/)
  assert.match(anew.out, /imported before \(run [0-9a-f-]{36}\); all the same 2 rows had to be written/)
})

test('a source is named as the API wants it', async () => {
  const path = fileOf('named.csv', `${HEAD}\nN1,2024-03-05,c1,x,1,5,EUR\n`)
  for (const command of [
    ['import', 'orders', path],
    ['export', 'orders', '--out', join(folder, 'out.csv')],
  ]) {
    const refused = await run(...command, '--source', 'a/b')
    assert.equal(refused.code, 1)
    assert.match(refused.said, /--source.*Letters, digits/)
  }
})

test('how a file is read is said before anything is written, and stands in the JSON', async () => {
  const shop = join(import.meta.dirname, '../../connectors/imports/fixtures/online-retail.csv')
  const trial = await run('import', 'orders', shop, '--dry-run', '--json')
  assert.equal(trial.code, 0, trial.said)
  assert.match(trial.said, /^Read as orders, layout online-retail: CSV, utf-8, "," between columns\n/)
  assert.match(trial.said, /^ {2}InvoiceNo +order_number\n/m)
  assert.match(trial.said, /^Every row: currency GBP \(by the country of most rows\)$/m)
  assert.match(trial.said, /dates month-first, times without an offset in Asia\/Shanghai.*begin with C take goods back/)
  const { mapping, layout, timeZone } = JSON.parse(trial.out)
  assert.deepEqual([mapping.columns.InvoiceNo, mapping.constants.currency], ['order_number', 'GBP'])
  assert.deepEqual([layout, timeZone], ['online-retail', 'Asia/Shanghai'])
  // What it says is a map file, and what it leaves out is named.
  const path = fileOf('plain.csv', `${HEAD},mood,password_hash\nP1,2024-03-05,c1,x,1,5,EUR,good,x\n`)
  const plain = await run('import', 'orders', path, '--dry-run', '--json')
  assert.match(plain.said, /^Left out: mood, password_hash$/m)
  const map = fileOf('map.json', JSON.stringify(JSON.parse(plain.out).mapping))
  const mapped = await run('import', 'orders', path, '--dry-run', '--json', '--map', map)
  assert.equal(mapped.code, 0, mapped.said)
  // A mapping that is wrong is shown too, and a trial asks what the import would ask.
  const open = fileOf('open.csv', 'order_number,ordered_at,unit_price,currency\nX1,3/4/2024,5,EUR\n')
  const asked = await run('import', 'orders', open, '--dry-run')
  assert.equal(asked.code, 1)
  assert.match(asked.said, /ordered_at +ordered_at[\s\S]*dates_ambiguous/)
})

test('a wrong file, folder or map is told in a sentence', async () => {
  const path = fileOf('right.csv', `${HEAD}\nR1,2024-03-05,c1,x,1,5,EUR\n`)
  const map = fileOf('broken.json', '{\n  "columns": {"a" "b"}\n}')
  const absent = join(folder, 'nowhere')
  const cases: [args: string[], code: string, said: RegExp][] = [
    [['import', 'orders', absent], 'file_not_found', /No such file/],
    [['import', 'orders', folder], 'not_a_file', /is a folder/],
    [['import', 'orders', path, '--map', absent], 'file_not_found', /No such file/],
    [['import', 'orders', path, '--map', map], 'map_invalid', /map file is no valid JSON: .*line 2 column/],
    [['export', 'orders', '--out', join(absent, 'x.csv')], 'folder_not_found', /There is no folder .*nowhere\. /],
  ]
  for (const [args, code, sentence] of cases) {
    const failed = await run(...args, '--json')
    assert.equal(failed.code, 1, args.join(' '))
    assert.equal(JSON.parse(failed.out).error.code, code)
    assert.match(failed.said, sentence)
    assert.doesNotMatch(failed.said, /^\s+at |errno/m)
  }
})
