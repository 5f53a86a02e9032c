import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileRow } from './csv-scanner.ts'
import { fileError } from './file-error.ts'
import { limits } from './limits.ts'

/**
 * The rows of one sheet, read by a process of its own with at most 256 MB; its temporary files go with it.
 * @throws 422 with what is wrong with the workbook.
 */
export async function* readXlsx(path: string, sheet = ''): AsyncGenerator<FileRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-xlsx-'))
  const options = ['--max-old-space-size=160', '--max-semi-space-size=8', '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...options, join(import.meta.dirname, 'xlsx-child.ts'), path, sheet], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', TMPDIR: folder, TMP: folder, TEMP: folder },
  })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4000)
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  try {
    yield* rowsOf(child.stdout)
    const code = await ended
    if (code !== 0) throw refusalOf(complaint)
  } finally {
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}

async function* rowsOf(output: NodeJS.ReadableStream): AsyncGenerator<FileRow[]> {
  let rest = ''
  output.setEncoding('utf8')
  for await (const text of output) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > 4 * limits.rowChars) throw fileError('line_too_long', 'A row of the workbook is too long.')
    if (lines.length > 0) yield lines.map(rowOf)
  }
}

function rowOf(text: string): FileRow {
  const [line, cells] = JSON.parse(text) as [number, string[]]
  if (cells.some((cell) => cell.includes('\0'))) throw fileError('file_has_nul', 'there is a NUL character.', line)
  return { line, cells }
}

function refusalOf(complaint: string) {
  const last = complaint.trim().split('\n').pop() ?? ''
  if (last.startsWith('{')) {
    const { code, message } = JSON.parse(last) as { code: string; message: string }
    return fileError(code, message)
  }
  return fileError('xlsx_too_large', "The workbook can't be read: it needs too much memory. Save it as CSV.")
}
