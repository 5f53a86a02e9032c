import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { AppError } from '#core/errors.ts'
import { refuseNoTable } from './refuse-no-table.ts'
import { studyFile } from './study-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapport-no-table-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function refusal(text: string): Promise<string | null> {
  const path = join(folder, 'file')
  writeFileSync(path, text)
  const study = await studyFile(path, { zone: 'Asia/Shanghai', country: 'CN', currency: 'CNY' })
  try {
    refuseNoTable(study)
    return null
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
}

test('texts that are no tables are refused', async () => {
  const texts = {
    markdown: '# Rapport\n\nA shop keeps, of every customer, one record.\n\n- first, second\n- third\n',
    heading: '# Customer\n\nWhat we know of them\n',
    prose: 'Dear all, as you know, we met\nyesterday\nand, among others, spoke of this, that and more\nBye\n',
    chinese: '会议纪要\n\n今天讨论了三件事。\n第一，客户。\n',
    json: '{\n  "orders": [\n    1,\n    2\n  ]\n}\n',
    program: 'import { test } from "x"\n\nconst a = [1, 2, 3]\nfoo(a, 1)\n',
  }
  for (const [name, text] of Object.entries(texts)) assert.equal(await refusal(text), 'file_no_table', name)
})

test('tables stay, with one known column, with known cells, or with names that nobody knows', async () => {
  const tables = {
    'one known column': 'email\nada@example.test\n',
    'one known Chinese column': '手机号\n13900001111\n',
    'addresses under a foreign name': 'Kontakt\nada@example.test\nbob@example.test\n',
    'unknown names': 'foo,bar,baz\n1,2,3\n4,5,6\n',
    'unknown names, a few short rows': `foo,bar,baz\n${'1,2,3\n'.repeat(9)}4\n`,
    'known names, ragged rows': 'name,email,phone\na\nb\nc,d\n',
    'a header alone': 'order_number,sku\n',
  }
  for (const [name, text] of Object.entries(tables)) assert.equal(await refusal(text), null, name)
})
