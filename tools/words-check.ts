import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rooms } from '../apps/rooms.ts'
import { EVENT_ROOMS, EVENT_TYPES } from '../connectors/webhooks/event/event-types.ts'
import { pageWordProblems } from './page-words.ts'
import { type Node, walkSource } from './walk-source.ts'

const root = join(import.meta.dirname, '..')
const HAN = /\p{Script=Han}/u
const LETTERS = /\p{L}{2,}/u
const SHOWN = new Set([
  'title',
  'placeholder',
  'label',
  'alt',
  'description',
  'aria-label',
  'okText',
  'cancelText',
  'tooltip',
  'message',
  'extra',
  'help',
])
/** What the desk asks of whichever room it concerns: errors, the audit log, roles, settings. */
const OF_EVERY_ROOM = new Set('errors room permission action read setting settingHelp settingField'.split(' '))
const problems: string[] = []
const folders = globSync('{core/web,apps/desk,modules/*/web,connectors/*/web}', { cwd: root })
const atOnce = new Map(folders.map((folder) => [namespaceOf(folder), readWords(folder)] as const))
/** Of a room's pages, by their folder. */
const ofPages = new Map(folders.map((folder) => [namespaceOf(folder), readPageWords(folder)] as const))
const words = new Map([...atOnce].map(([name, own]) => [name, together(own, ofPages.get(name))] as const))

function namespaceOf(folder: string): string {
  if (folder === 'core/web') return 'kit'
  if (folder === 'apps/desk') return 'desk'
  return folder.split('/')[1] ?? folder
}

interface Texts {
  en: Map<string, string>
  zh: Map<string, string>
}

function readPageWords(folder: string): Map<string, Texts> {
  const parts = globSync('*/words', { cwd: join(root, folder) }).map((path) => path.split('/')[0] ?? path)
  return new Map(parts.map((part) => [part, readWords(join(folder, part))] as const))
}

/** All that a room can say. A text has one place: which of two would be shown depended on what came first. */
function together(own: Texts, parts: Map<string, Texts> = new Map()): Texts {
  const all = { en: new Map(own.en), zh: new Map(own.zh) }
  for (const [part, texts] of parts)
    for (const language of ['en', 'zh'] as const)
      for (const [key, text] of texts[language]) {
        if (all[language].has(key)) problems.push(`${part}/words: ${key} has words elsewhere too`)
        all[language].set(key, text)
      }
  return all
}

function readWords(folder: string): Texts {
  return { en: flatten(load(join(folder, 'words/en.json'))), zh: flatten(load(join(folder, 'words/zh-CN.json'))) }
}

function load(path: string): Record<string, unknown> {
  const file = join(root, path)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

function flatten(tree: Record<string, unknown>, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value)
    else
      for (const [inner, text] of flatten(value as Record<string, unknown>, `${prefix}${key}.`)) flat.set(inner, text)
  }
  return flat
}

// English has one and other, Chinese only other: plural forms are compared without their ending.
const stem = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')
const holes = (text: string) =>
  [...text.matchAll(/\{\{\s*([\w.]+)/g)]
    .map((match) => match[1])
    .sort()
    .join(',')

function compareLanguages(folder: string, { en, zh }: Texts): void {
  const zhStems = new Map([...zh].map(([key, text]) => [stem(key), text]))
  const enStems = new Map([...en].map(([key, text]) => [stem(key), text]))
  for (const [key, text] of enStems) {
    const other = zhStems.get(key)
    if (other === undefined) problems.push(`${folder}: zh-CN lacks ${key}`)
    else if (other.trim() === '' || text.trim() === '') problems.push(`${folder}: ${key} is empty`)
    else if (holes(other).replace(/\bcount,?/, '') !== holes(text).replace(/\bcount,?/, ''))
      problems.push(`${folder}: ${key} has other {{holes}} in zh-CN`)
    if (HAN.test(text) && !key.startsWith('language.')) problems.push(`${folder}: en has Chinese in ${key}`)
  }
  for (const key of zhStems.keys()) if (!enStems.has(key)) problems.push(`${folder}: en lacks ${key}`)
}

function checkFile(file: string, namespace: string): void {
  if (file.endsWith('.test.ts') || file.endsWith('.d.ts')) return
  walkSource(join(root, file), (node) => {
    if (node.type === 'JSXText' && LETTERS.test(String(node.value)))
      problems.push(`${file}: literal text "${String(node.value).trim().slice(0, 60)}"`)
    if (node.type === 'JSXAttribute') checkAttribute(file, node)
    if (node.type === 'CallExpression') checkKey(file, namespace, node)
    if (node.type === 'StringLiteral' && HAN.test(String(node.value)))
      problems.push(`${file}: Chinese in code "${node.value}"`)
  })
}

function checkAttribute(file: string, node: Node): void {
  const name = String((node.name as Node)?.value ?? '')
  const value = node.value as Node | null
  if (SHOWN.has(name) && value?.type === 'StringLiteral' && LETTERS.test(String(value.value))) {
    problems.push(`${file}: literal ${name}="${value.value}"`)
  }
}

function checkKey(file: string, namespace: string, node: Node): void {
  const callee = node.callee as Node
  if (callee.type !== 'Identifier' || callee.value !== 't') return
  const first = (node.arguments as { expression: Node }[])[0]?.expression
  if (first?.type !== 'StringLiteral') return
  const [space, key] = String(first.value).includes(':')
    ? String(first.value).split(':')
    : [namespace, String(first.value)]
  const known = words.get(space ?? '')?.en
  if (!known) problems.push(`${file}: t('${first.value}') names an unknown room`)
  else if (![...known.keys()].some((have) => have === key || stem(have) === key))
    problems.push(`${file}: t('${first.value}') has no words`)
}

/** Permissions and settings are named in pages by the room that declares them. */
function checkDeclared(): void {
  for (const room of rooms) {
    const own = atOnce.get(room.name)?.en ?? new Map<string, string>()
    for (const name of Object.keys(room.permissions ?? {})) {
      if (!own.has(`permission.${name}`)) problems.push(`${room.name}: no words for permission.${name}`)
    }
    for (const { name } of room.settings ?? []) {
      const key = `setting.${name.replaceAll('.', '_')}`
      if (!own.has(key)) problems.push(`${room.name}: no words for ${key}`)
    }
    for (const { call } of room.calls ?? []) {
      const path = call.path.replace('/api/', '').replace(/:\w+/g, 'one').replace(/\W/g, '_')
      if (call.personal && !own.has(`read.${path}`)) problems.push(`${room.name}: no words for read.${path}`)
    }
  }
}

/** The events that a webhook may be told are offered by name. */
function checkEvents(): void {
  const own = words.get('webhooks')?.en
  const keys = [...EVENT_TYPES.map((type) => `type.${type}`), ...EVENT_ROOMS.map((room) => `room.${room}`)]
  for (const key of keys) if (!own?.has(key)) problems.push(`webhooks: no words for ${key}`)
}

/** What the audit log says was done, where the code names it in one piece. */
function checkActions(): void {
  for (const file of globSync('{modules,connectors}/**/*.ts', {
    cwd: root,
    exclude: (path) => path.endsWith('.test.ts'),
  })) {
    const source = readFileSync(join(root, file), 'utf8')
    const said = [...source.matchAll(/\baudit\(\s*\w+,([^{)]*)/g)].flatMap(
      ([, first = '']) => first.match(/'[\w.]+'/g) ?? [],
    )
    for (const action of said.map((text) => text.slice(1, -1))) {
      const [room = '', ...rest] = action.split('.')
      const [space, key] =
        room === 'core' ? ['team', `coreAction.${rest.join('_')}`] : [room, `action.${rest.join('_')}`]
      if (!atOnce.get(space)?.en.has(key)) problems.push(`${file}: no words for ${space}:${key} of the audit log`)
    }
  }
}

function wordedRooms() {
  return folders.flatMap((folder) => {
    const parts = [...(ofPages.get(namespaceOf(folder)) ?? [])]
    if (parts.length === 0) return []
    const keys = new Map(parts.map(([part, { en, zh }]) => [part, [...en.keys(), ...zh.keys()]] as const))
    return [{ name: namespaceOf(folder), folder: join(root, folder), parts: keys }]
  })
}

/** Both languages complete, every key that pages ask for is there, and no literal text in a page. */
checkDeclared()
checkActions()
checkEvents()
problems.push(...pageWordProblems(root, wordedRooms()))
for (const folder of folders) {
  compareLanguages(folder, atOnce.get(namespaceOf(folder)) ?? { en: new Map(), zh: new Map() })
  for (const [part, texts] of ofPages.get(namespaceOf(folder)) ?? []) {
    compareLanguages(join(folder, part), texts)
    const misplaced = [...texts.en.keys()].find((key) => OF_EVERY_ROOM.has(key.split('.')[0] ?? key))
    if (misplaced) problems.push(`${folder}/${part}: ${misplaced} is said anywhere, it belongs to the room's words`)
  }
  for (const file of globSync('**/*.{ts,tsx}', { cwd: join(root, folder) }))
    checkFile(join(folder, file), namespaceOf(folder))
}
if (problems.length > 0) {
  console.error(problems.join('\n'))
  console.error(`\nwords-check: ${problems.length} problems`)
  process.exit(1)
}
console.log(
  `words-check: ${[...words.values()].reduce((sum, { en }) => sum + en.size, 0)} texts in two languages, no problems`,
)
