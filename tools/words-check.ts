import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from '@swc/core'
import { rooms } from '../apps/rooms.ts'

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
const problems: string[] = []
const folders = globSync('{core/web,apps/desk,modules/*/web,connectors/*/web}', { cwd: root })
const words = new Map(folders.map((folder) => [namespaceOf(folder), readWords(folder)] as const))

function namespaceOf(folder: string): string {
  if (folder === 'core/web') return 'kit'
  if (folder === 'apps/desk') return 'desk'
  return folder.split('/')[1] ?? folder
}

function readWords(folder: string): { en: Map<string, string>; zh: Map<string, string> } {
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

function compareLanguages(folder: string): void {
  const { en, zh } = words.get(namespaceOf(folder)) ?? { en: new Map(), zh: new Map() }
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
  const source = readFileSync(join(root, file), 'utf8')
  const tree = parseSync(source, { syntax: 'typescript', tsx: file.endsWith('.tsx') })
  walk(tree as unknown as Node, (node) => {
    if (node.type === 'JSXText' && LETTERS.test(String(node.value)))
      problems.push(`${file}: literal text "${String(node.value).trim().slice(0, 60)}"`)
    if (node.type === 'JSXAttribute') checkAttribute(file, node)
    if (node.type === 'CallExpression') checkKey(file, namespace, node)
    if (node.type === 'StringLiteral' && HAN.test(String(node.value)))
      problems.push(`${file}: Chinese in code "${node.value}"`)
  })
}

type Node = { type: string; [key: string]: unknown }

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const value of Object.values(node)) {
    if (Array.isArray(value))
      for (const item of value)
        if (isNode(item)) walk(item, visit)
        else if (isNode(item?.expression)) walk(item.expression, visit)
    if (isNode(value)) walk(value, visit)
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

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
    const own = words.get(room.name)?.en ?? new Map<string, string>()
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
      if (!words.get(space)?.en.has(key)) problems.push(`${file}: no words for ${space}:${key} of the audit log`)
    }
  }
}

/** Both languages complete, every key that pages ask for is there, and no literal text in a page. */
checkDeclared()
checkActions()
for (const folder of folders) {
  compareLanguages(folder)
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
