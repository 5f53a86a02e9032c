import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

test('whoever stops reading early is told nothing: no trace, the exit code of a closed pipe', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-pipe-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'many.csv')
  const rows = Array.from({ length: 400 }, (_, series) =>
    Array.from({ length: 12 }, (_, at) => `s${series},2024-${String(at + 1).padStart(2, '0')}-01,${at}`).join('\n'),
  )
  writeFileSync(path, `series,date,value\n${rows.join('\n')}\n`)
  const args = ['model', 'forecast', path, '--horizon', '12', '--model', 'mean', '--json']
  const command = spawn(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, '../cli.ts'),
    ...args,
  ])
  let said = ''
  command.stderr.on('data', (part) => {
    said += part
  })
  command.stdout.destroy()
  const [code] = await once(command, 'close')
  assert.deepEqual([code, said], [141, ''])
})
