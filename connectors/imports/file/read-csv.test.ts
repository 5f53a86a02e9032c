import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { csvLine } from '#core/words/csv-cells.ts'
import { CsvScanner } from './csv-scanner.ts'
import { guessDelimiter } from './guess-delimiter.ts'
import { inspectFile } from './inspect-file.ts'
import { readCsv } from './read-csv.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapport-csv-'))
after(() => rmSync(folder, { recursive: true }))

async function read(bytes: Buffer | string) {
  const path = join(folder, 'file.csv')
  writeFileSync(path, bytes)
  const { encoding } = await inspectFile(path)
  const delimiter = await guessDelimiter(path, encoding)
  const rows = []
  for await (const piece of readCsv(path, encoding, delimiter)) rows.push(...piece)
  return { encoding, delimiter, rows }
}

/** The rows of a text given in pieces of a few characters, so that every cut happens somewhere. */
function scan(text: string, size: number, delimiter = ',') {
  const scanner = new CsvScanner(delimiter)
  const rows = []
  for (let at = 0; at < text.length; at += size) rows.push(...scanner.push(text.slice(at, at + size)))
  return [...rows, ...scanner.end()]
}

const cell = fc.string({
  unit: fc.constantFrom('a', '"', ',', '\n', '\r', ';', ' ', '中', '𠮷', "'", '=', '\t', 'é'),
  maxLength: 8,
})

test('what is written as CSV is read as it was, however it is cut into pieces', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
      (rows, size) => {
        // The first line break decides how lines end, so the file begins with a plain one.
        const text = `h,k\r\n${rows.map((row) => csvLine(row)).join('')}`
        assert.deepEqual(
          scan(text, size)
            .slice(1)
            .map(({ cells }) => cells),
          rows,
        )
      },
    ),
    { numRuns: 1000 },
  )
})

// csv-parse counts a lone CR as a line; in a file whose lines end in LF it is a character to us.
const withoutReturn = cell.map((text) => text.replaceAll('\r', ''))

test('agrees with csv-parse on well-formed files, and knows the line of each row', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(withoutReturn, { minLength: 3, maxLength: 3 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 7 }),
      (rows, size) => {
        const text = `a,b,c\n${rows.map((row) => csvLine(row).replace(/\r\n$/, '\n')).join('')}`
        const theirs = parse(text, { info: true, record_delimiter: '\n' }) as unknown as {
          record: string[]
          info: { lines: number }
        }[]
        const ours = scan(text, size)
        assert.deepEqual(
          ours.map(({ cells }) => cells),
          theirs.map(({ record }) => record),
        )
        for (const [index, row] of ours.entries())
          assert.equal(row.line, index === 0 ? 1 : (theirs[index - 1]?.info.lines ?? 0) + 1)
      },
    ),
    { numRuns: 500 },
  )
})

test('line ends LF, CRLF and CR; empty lines; quotes inside cells', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const rows = scan(`a,b${end}${end}1,"x ""y"" z"${end}2,"5" screws"${end}3,ab"c`, 3)
    assert.deepEqual(rows, [
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['1', 'x "y" z'] },
      { line: 4, cells: ['2', '5" screws'] },
      { line: 5, cells: ['3', 'ab"c'] },
    ])
  }
})

test('encodings are known by their bytes', async () => {
  const text = '订单编号,姓名,城市\n1,王小明,深圳\n2,欧阳雪,成都\n'
  const cases: [string, Buffer][] = [
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\uFEFF${text}`)],
    ['utf-16le', iconv.encode(text, 'utf16le', { addBOM: true })],
    ['utf-16be', iconv.encode(text, 'utf16be', { addBOM: true })],
    ['gb18030', iconv.encode(text, 'gb18030')],
  ]
  for (const [encoding, bytes] of cases) {
    const file = await read(bytes)
    assert.equal(file.encoding, encoding)
    assert.deepEqual(
      file.rows.map(({ cells }) => cells.join('|')),
      ['订单编号|姓名|城市', '1|王小明|深圳', '2|欧阳雪|成都'],
    )
  }
  const western = await read(iconv.encode('Name;Ort\nJürgen Groß;Köln\nÉva Müller;Graz\n', 'windows-1252'))
  assert.deepEqual([western.encoding, western.rows[1]?.cells], ['windows-1252', ['Jürgen Groß', 'Köln']])
  const plain = await read(iconv.encode('name,city\nAda,Boston\n'.repeat(50), 'utf16le'))
  assert.deepEqual([plain.encoding, plain.rows.length], ['utf-16le', 100])
})

test('delimiters are known by the columns they make', async () => {
  assert.equal((await read('a;b;c\n1,5;2,5;3\n')).delimiter, ';')
  assert.equal((await read('a\tb\n1\t2\n')).delimiter, '\t')
  assert.equal((await read('a|b\n1|2\n')).delimiter, '|')
  assert.equal((await read('alone\n1\n')).delimiter, ',')
  const hinted = await read('sep=;\na;b\n1;2\n')
  assert.deepEqual(hinted.rows[0]?.cells, ['a', 'b'])
})
