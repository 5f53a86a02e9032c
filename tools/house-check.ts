import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { rooms } from '../apps/rooms.ts'
import type { Call } from '../core/http/contract.ts'
import type { Room } from '../core/module.ts'

const root = join(import.meta.dirname, '..')
const BARRED = /(^|[-./])(utils?|helpers?|common|misc|shared|lib|manager|index)([-./]|$)|-service\.tsx?$/
const problems: string[] = []
const sources = globSync('{core,modules,connectors,apps,tools,tests}/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !file.endsWith('core/database/tables.ts'),
)

/** What linters don't know: names, floors, schemas touched by their owner only, every room complete, lengths. */
checkNames()
checkForeignSchemas()
checkRooms()
checkLengths()
checkErrorsListed()

if (problems.length > 0) {
  console.error(problems.join('\n'))
  console.error(`\nhouse-check: ${problems.length} problems`)
  process.exit(1)
}
console.log(`house-check: ${sources.length} files, ${rooms.length} rooms, no problems`)

function checkNames(): void {
  for (const file of sources) {
    if (BARRED.test(basename(file))) problems.push(`${file}: barred name; say what is in it`)
    if (!/^[a-z0-9.-]+$/.test(basename(file))) problems.push(`${file}: file names are kebab-case`)
  }
}

function checkForeignSchemas(): void {
  const schemas = rooms.map((room) => room.name)
  for (const file of globSync('{modules,connectors}/**/*.{ts,sql}', { cwd: root })) {
    const own = file.split('/')[1]
    if (file.endsWith('.test.ts') || file.includes('/testing/')) continue
    const text = read(file)
    for (const schema of schemas) {
      if (schema === own) continue
      // A foreign key may point down; everything else goes through facts.
      const touched = new RegExp(`\\b(from|join|into|update|table|delete from)\\s+${schema}\\.[a-z_]+`, 'i').exec(text)
      if (touched) problems.push(`${file}: touches ${touched[0]}; look through facts.* instead`)
    }
  }
}

function checkRooms(): void {
  for (const room of rooms) {
    const has = (file: string) => existsSync(join(room.folder, file))
    if (!has('README.md')) problems.push(`${room.name}: no README.md`)
    if (!readdirSync(room.folder, { recursive: true }).some((file) => String(file).endsWith('.test.ts'))) {
      problems.push(`${room.name}: no test`)
    }
    if (has('web') && !(has('web/words/zh-CN.json') && has('web/words/en.json')))
      problems.push(`${room.name}: pages without words`)
    const declared = new Set(rooms.flatMap((other) => Object.keys(other.permissions ?? {})))
    for (const call of callsOf(room)) {
      const known = call.permission === 'public' || call.permission === 'signed-in' || declared.has(call.permission)
      if (!known)
        problems.push(`${room.name}: ${call.method} ${call.path} asks for the undeclared permission ${call.permission}`)
    }
    for (const event of room.reactions ?? []) {
      if (!/^[a-z]+\.[a-z_-]+\.[a-z_]+$/.test(event.to))
        problems.push(`${room.name}: event ${event.to} is not room.thing.past`)
    }
  }
}

function checkLengths(): void {
  const lengths = sources
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => ({ file, lines: read(file).split('\n').length }))
  const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  if (median > 75) problems.push(`the median file has ${median} lines; 75 is the limit`)
  for (const { file, lines } of lengths) if (lines > 400) problems.push(`${file}: ${lines} lines; split it`)
}

/** A code that is thrown in a room must be listed by one of its calls, so that clients can rely on the list. */
function checkErrorsListed(): void {
  for (const room of rooms) {
    const listed = new Set(callsOf(room).flatMap((call) => call.errors ?? []))
    for (const file of globSync('**/*.ts', { cwd: room.folder })) {
      if (file.endsWith('.test.ts') || dirname(file).split('/')[0] === 'web') continue
      const text = readFileSync(join(room.folder, file), 'utf8')
      for (const [, code] of text.matchAll(/\b(?:invalid|refused|forbidden|tooMany)\(\s*'([a-z_]+)'/g)) {
        if (code && !listed.has(code)) problems.push(`${room.name}: ${file}: no call lists the error ${code}`)
      }
    }
  }
}

function callsOf(room: Room): Call[] {
  return [...(room.calls ?? []).map(({ call }) => call), ...(room.exchanges ?? [])]
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}
