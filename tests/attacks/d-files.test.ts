import assert from 'node:assert/strict'
import { createWriteStream, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { kinds } from '#connectors/imports/fields/field.ts'
import { fieldsOfKind } from '#connectors/imports/fields/fields-of-kind.ts'
import { shownFileName } from '#connectors/imports/file/file-name.ts'
import { inspectFile } from '#connectors/imports/file/inspect-file.ts'
import { readCsv } from '#connectors/imports/file/read-csv.ts'
import { readXlsx } from '#connectors/imports/file/read-xlsx.ts'
import { studyFile } from '#connectors/imports/guess/study-file.ts'
import { readMapFile } from '#connectors/imports/mapping/read-map-file.ts'
import { rowReader } from '#connectors/imports/row/row-reader.ts'
import { csvLine } from '#core/words/csv-cells.ts'
import { neutraliseFormula } from '#core/words/formula-cells.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapport-attack-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const company = { zone: 'UTC', country: 'CN', currency: 'EUR' }

function put(name: string, bytes: Buffer | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function refusal(work: () => Promise<unknown>): Promise<{ code: string; line?: number; ms: number }> {
  const began = performance.now()
  try {
    await work()
  } catch (error) {
    const { code, details } = error as { code: string; details?: { line?: number } }
    return { code, ...(details?.line !== undefined && { line: details.line }), ms: performance.now() - began }
  }
  return { code: 'accepted', ms: performance.now() - began }
}

async function drain(rows: AsyncIterable<unknown[]>): Promise<number> {
  let count = 0
  for await (const piece of rows) count += piece.length
  return count
}

interface Part {
  name: string
  data: Buffer
  crc?: number
  size?: number
  flags?: number
}

/** A zip file by hand, so that it can lie. */
function zip(parts: Part[]): Buffer {
  const bodies: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const packed = deflateRawSync(part.data)
    const name = Buffer.from(part.name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(part.flags ?? 0, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(part.crc ?? crc32(part.data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(part.size ?? part.data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, name]))
    bodies.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(parts.length & 0xffff, 8)
  end.writeUInt16LE(parts.length & 0xffff, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, directory, end])
}

const sheet = (rows: string) =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`

function workbook(rows: string, more: Part[] = [], change: Partial<Part> = {}): Buffer {
  const part = (name: string, text: string): Part => ({ name, data: Buffer.from(text) })
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
  const rels = (id: string, type: string, target: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`
  return zip([
    part('[Content_Types].xml', types),
    part('_rels/.rels', rels('rId1', 'officeDocument', 'xl/workbook.xml')),
    part(
      'xl/workbook.xml',
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    part('xl/_rels/workbook.xml.rels', rels('rId1', 'worksheet', 'worksheets/sheet1.xml')),
    { ...part('xl/worksheets/sheet1.xml', sheet(rows)), ...change },
    ...more,
  ])
}

const row = (number: number, ...cells: string[]) =>
  `<row r="${number}">${cells.map((cell, at) => `<c r="${String.fromCharCode(65 + at)}${number}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
const good = row(1, 'sku', 'name') + row(2, 'A', 'Mug')

test('D4 control: a good workbook is read, by its own writer and by hand', async () => {
  const book = new ExcelJS.Workbook()
  const page = book.addWorksheet('Orders')
  page.addRow(['order_number', 'ordered_at', 'quantity', 'unit_price', 'currency'])
  page.addRow(['A-1', new Date(Date.UTC(2024, 2, 5, 14, 5, 1)), 2, 12.34, 'EUR'])
  page.addRow(['A-2', new Date(Date.UTC(2024, 2, 6)), 1, 0.1 + 0.2, 'EUR'])
  const path = join(folder, 'good.xlsx')
  await book.xlsx.writeFile(path)
  const rows = []
  for await (const piece of readXlsx(path)) rows.push(...piece)
  assert.deepEqual(
    rows.map(({ cells }) => cells.join('|')),
    [
      'order_number|ordered_at|quantity|unit_price|currency',
      'A-1|2024-03-05 14:05:01|2|12.34|EUR',
      'A-2|2024-03-06|1|0.3|EUR',
    ],
  )
  const { guess } = await studyFile(path, company)
  assert.equal(guess.mapping.kind, 'orders')
  assert.equal(await drain(readXlsx(put('hand.xlsx', workbook(good)))), 2)
})

test('D4: workbooks that would hurt are refused within 5 s, and leave nothing behind', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('rapport-xlsx-')).length
  const big = Buffer.alloc(64 * 2 ** 20, 65)
  const laughs = Buffer.from(
    `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>`,
  )
  const outside = Buffer.from(
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>',
  )
  const sparse = sheet(
    `<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row><row r="1048576"><c r="XFD1048576"><v>3</v></c></row>`,
  )
  const cases: [string, Buffer, string][] = [
    ['bomb', workbook(good, [], { data: big }), 'xlsx_too_large'],
    ['bomb in another part', workbook(good, [{ name: 'xl/media/a.bin', data: big }]), 'xlsx_too_large'],
    [
      'a lie about the size',
      workbook(good, [{ name: 'xl/x.xml', data: Buffer.alloc(4 * 2 ** 20, 65), size: 1000 }]),
      'xlsx_too_large',
    ],
    ['sparse', workbook(good, [], { data: Buffer.from(sparse) }), 'too_many_columns'],
    ['billion laughs', workbook(good, [], { data: laughs }), 'xlsx_forbidden'],
    ['external entity', workbook(good, [], { data: outside }), 'xlsx_forbidden'],
    ['zip slip', workbook(good, [{ name: '../../evil.xml', data: Buffer.from('x') }]), 'xlsx_forbidden'],
    ['wrong CRC', workbook(good, [], { crc: 1 }), 'xlsx_damaged'],
    ['encrypted part', workbook(good, [], { flags: 1 }), 'xlsx_encrypted'],
    [
      '100,000 parts',
      zip(Array.from({ length: 100_000 }, (_, index) => ({ name: `p${index}`, data: Buffer.from('x') }))),
      'xlsx_too_large',
    ],
    ['cut in half', workbook(good).subarray(0, 300), 'xlsx_damaged'],
    ['only a zip', zip([{ name: 'a.zip', data: workbook(good) }]), 'file_type_unknown'],
  ]
  for (const [name, bytes, code] of cases) {
    const path = put('attack.xlsx', bytes)
    const answer = await refusal(() => drain(readXlsx(path)))
    assert.equal(answer.code, code, name)
    assert.ok(answer.ms < 5000, `${name}: ${answer.ms} ms`)
  }
  const after = readdirSync(tmpdir()).filter((name) => name.startsWith('rapport-xlsx-')).length
  assert.equal(after, before)
  const encrypted = put('encrypted.xlsx', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]))
  assert.equal((await refusal(() => inspectFile(encrypted))).code, 'file_encrypted')
})

test('D5: one line of 500 MB is refused by its number while memory stays flat', async () => {
  const path = join(folder, 'line.csv')
  const out = createWriteStream(path)
  out.write('a,b\n1,2\n')
  const piece = Buffer.alloc(2 ** 20, 120)
  for (let written = 0; written < 500; written++)
    if (!out.write(piece)) await new Promise((resolve) => out.once('drain', resolve))
  await new Promise((resolve) => out.end(resolve))
  const before = process.memoryUsage().rss
  const answer = await refusal(() => drain(readCsv(path, 'utf-8', ',')))
  rmSync(path)
  assert.deepEqual([answer.code, answer.line], ['line_too_long', 3])
  assert.ok(process.memoryUsage().rss - before < 100 * 2 ** 20)
})

test('D5: the other shapes of bad CSV', async () => {
  const read = (text: string | Buffer, encoding = 'utf-8') =>
    refusal(() => drain(readCsv(put('x.csv', text), encoding, ',')))
  const quote = await read('a,b\n1,2\n3,"open\n4,5\n6,7\n')
  assert.deepEqual([quote.code, quote.line], ['quote_not_closed', 3])
  const long = await read(`a,b\n1,"${'x,y\n'.repeat(400_000)}`)
  assert.deepEqual([long.code, long.line], ['quote_not_closed', 2])
  const nul = await read('a,b\n1,2\n3,\0\n')
  assert.deepEqual([nul.code, nul.line], ['file_has_nul', 3])
  const wide = await refusal(() => studyFile(put('wide.csv', `${'c,'.repeat(100_000)}\n`), company))
  assert.deepEqual([wide.code, wide.line], ['too_many_columns', 1])
  assert.equal((await refusal(() => studyFile(put('empty.csv', ''), company))).code, 'file_empty')
  assert.equal((await read('a,b\r1,2\r3,"4\r5"\r')).code, 'accepted')
  assert.equal((await read(iconv.encode('名,值\n一,二\n', 'gb18030'), 'gb18030')).code, 'accepted')
})

test('D5: a cell over 100 kB and a broken character refuse their row, not the file', async () => {
  const path = put('cells.csv', Buffer.concat([Buffer.from(`sku,name\nA,${'x'.repeat(100_001)}\nB,fine\n`)]))
  const { guess, sample, form } = await studyFile(path, company)
  const read = rowReader(guess.mapping, sample.header, { formats: {}, zone: 'UTC', phoneCountry: 'CN' })
  const rows = []
  for await (const piece of readCsv(path, form.encoding, form.delimiter)) rows.push(...piece.map(read))
  assert.deepEqual(
    rows.slice(1).map(({ line, problems }) => [line, problems[0]?.reason]),
    [
      [2, 'too_long'],
      [3, undefined],
    ],
  )
  const broken = put(
    'broken.csv',
    Buffer.concat([Buffer.from('sku,name\nA,Käse Würze Tür Größe\nB,'), Buffer.from([0xff]), Buffer.from('\n')]),
  )
  const study = await studyFile(broken, company)
  assert.deepEqual([study.form.encoding, study.form.isProven], ['utf-8', false])
  const careful = rowReader(study.guess.mapping, study.sample.header, {
    formats: {},
    zone: 'UTC',
    phoneCountry: 'CN',
    mayBeBroken: true,
  })
  assert.deepEqual(
    study.sample.first.map(careful).map(({ problems }) => problems[0]?.reason),
    [undefined, 'encoding_broken'],
  )
})

test('C8: content decides what a file is, and a name is only shown', async () => {
  const lies: [string, string | Buffer][] = [
    ['picture.csv', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['page.csv', '<!DOCTYPE html><script>alert(1)</script>'],
    ['paper.xlsx', '%PDF-1.7 /JS (app.alert(1))'],
    ['photo.csv', Buffer.from('89504e470d0a1a0a0000', 'hex')],
  ]
  for (const [name, bytes] of lies)
    assert.equal((await refusal(() => inspectFile(put(name, bytes)))).code, 'file_type_unknown', name)
  assert.equal((await inspectFile(put('csv.png', 'a,b\n1,2\n'))).type, 'csv')
  const names: Record<string, string> = {
    '../../etc/passwd': 'passwd',
    '..\\..\\boot.ini': 'boot.ini',
    'orders\u202Evsc.exe': 'ordersvsc.exe',
    'a\u200B.csv\0.png': 'a.csv.png',
    '.htaccess': 'htaccess',
    '／etc／shadow': 'shadow',
    '': 'file',
    '...': 'file',
  }
  for (const [given, shown] of Object.entries(names)) assert.equal(shownFileName(given), shown)
  assert.ok(Buffer.byteLength(shownFileName(`${'长'.repeat(300)}.csv`)) <= 200)
})

test('C5: what our own export made inert comes back as it was; numbers and phones as they are', async () => {
  const texts = [
    '=1+1',
    '+cmd',
    '-2+3|x!A',
    '@SUM(1)',
    '\t=1',
    ' =1',
    '＝1',
    '"=1',
    ';=1',
    '-5.00',
    '+8613800138000',
    "'plain",
    'a;=b',
  ]
  const path = put(
    'formulas.csv',
    `sku,name\n${texts.map((text, at) => csvLine([`s${at}`, neutraliseFormula(text)])).join('')}`,
  )
  const { guess, sample } = await studyFile(path, company)
  const read = rowReader(guess.mapping, sample.header, { formats: {}, zone: 'UTC', phoneCountry: 'CN' })
  assert.deepEqual(
    sample.first.map((line) => read(line).values?.[1]),
    texts.map((text) => text.trim()),
  )
})

test('C11: names that reach into prototypes change nothing', async () => {
  const path = put('proto.csv', 'sku,__proto__,constructor,prototype,name\nA,polluted,polluted,polluted,Mug\n')
  const { guess, sample } = await studyFile(path, company)
  assert.deepEqual(guess.forbidden, ['__proto__', 'constructor', 'prototype'])
  const read = rowReader(guess.mapping, sample.header, { formats: {}, zone: 'UTC', phoneCountry: 'CN' })
  assert.equal(sample.first.map(read)[0]?.problems.length, 0)
  for (const text of [
    '{"columns": {"__proto__": "sku"}}',
    '{"constants": {"constructor": "x"}}',
    '{"__proto__": {"x": 1}}',
  ]) {
    assert.equal((await refusal(async () => readMapFile(text))).code, 'forbidden_name')
  }
  assert.deepEqual(readMapFile('{"columns": {"A": "sku"}}').columns, { A: 'sku' })
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
  assert.ok(kinds.every((kind) => fieldsOfKind(kind).length > 0))
})

test('D3: no cell makes a reader hang', async () => {
  const nasty = [
    'a'.repeat(50_000),
    `${'('.repeat(20_000)}`,
    `${' '.repeat(50_000)}x`,
    `1${','.repeat(50_000)}`,
    `'${'='.repeat(50_000)}`,
    `${'省'.repeat(20_000)}`,
    `+${'1 '.repeat(20_000)}`,
    `${'a@'.repeat(20_000)}`,
  ]
  for (const kind of kinds) {
    const names = fieldsOfKind(kind).map(({ name }) => name)
    const mapping = { kind, columns: Object.fromEntries(names.map((name) => [name, name])), constants: {}, formats: {} }
    const read = rowReader(mapping, names, { formats: {}, zone: 'UTC', phoneCountry: 'GB' })
    for (const text of nasty) {
      const began = performance.now()
      read({ line: 2, cells: names.map(() => text) })
      assert.ok(performance.now() - began < 1000, `${kind} ${text.slice(0, 10)}: ${performance.now() - began} ms`)
    }
  }
})
