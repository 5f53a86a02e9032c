import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type Node, walkSource } from './walk-source.ts'

/** A room with words that only come with pages: the texts' keys of each `<folder>/<part>/words`. */
export interface WordedRoom {
  name: string
  /** Its web folder. */
  folder: string
  parts: Map<string, readonly string[]>
}

/** A key with its holes as `*`, and what keys it can become. */
interface Said {
  room: string
  key: string
  pattern: RegExp
}

interface Entry {
  load: string
  words: string[]
}

/** What a file says, with what it imports. */
interface Source {
  said: Said[]
  imports: string[]
}

/**
 * Whether the words of pages are there when they are said: a page or part of the desk must name (`words: ['needs']`)
 * each folder whose words are said by a file it imports, and nothing else may say them. Answers the problems. Keys
 * whose first name is not written out (`t(`room:${…}`)`) can't be followed and must stay in the room's own file.
 */
export function pageWordProblems(root: string, rooms: readonly WordedRoom[]): string[] {
  const files = globSync('{core,apps,modules,connectors}/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !/\.(test|d)\.ts$/.test(file))
    .map((file) => join(root, file))
    .filter((file) => concerns(file, rooms))
  const sources = new Map(files.map((file) => [file, readSource(root, file)] as const))
  return rooms.flatMap((room) => {
    const pages = join(room.folder, 'pages.ts')
    const entries = readEntries(pages)
    const reached = new Set<string>()
    const problems = entries.flatMap((entry) => {
      const own = closure(sources, entry.load)
      for (const file of own) reached.add(file)
      return problemsOf(room, entry, own, sources).map((problem) => `${relative(root, pages)}: ${problem}`)
    })
    const named = new Set(entries.flatMap(({ words }) => words))
    for (const part of room.parts.keys())
      if (!named.has(part)) problems.push(`${room.name}: no page has words: ${part}`)
    const outside = files.filter((file) => !reached.has(file))
    for (const [part, key, file] of saidIn(room, outside, sources))
      problems.push(`${relative(root, file)}: ${room.name}:${key} only comes with pages of ${part}`)
    return problems
  })
}

// Reading every file's tree takes long, and most name none of these rooms.
function concerns(file: string, rooms: readonly WordedRoom[]): boolean {
  if (rooms.some(({ folder }) => file.startsWith(`${folder}/`))) return true
  const text = readFileSync(file, 'utf8')
  return rooms.some(({ name }) => text.includes(`${name}:`))
}

function problemsOf(room: WordedRoom, entry: Entry, own: Set<string>, sources: Map<string, Source>): string[] {
  const page = relative(room.folder, entry.load)
  const said = saidIn(room, own, sources)
  const missing = said.filter(([part]) => !entry.words.includes(part))
  return [
    ...missing.map(([part, key, file]) => `${page} lacks words: ${part} (${key} in ${relative(room.folder, file)})`),
    ...entry.words
      .filter((name) => !said.some(([part]) => part === name))
      .map((name) => `${page} has words: ${name}, and says none of them`),
  ]
}

/** The parts whose words are said in the files, each once, with a key and a file for example. */
function saidIn(room: WordedRoom, files: Iterable<string>, sources: Map<string, Source>): [string, string, string][] {
  const found = new Map<string, [string, string, string]>()
  for (const file of files)
    for (const { room: name, key, pattern } of sources.get(file)?.said ?? []) {
      if (name !== room.name) continue
      for (const [part, keys] of room.parts)
        if (!found.has(part) && keys.some((have) => pattern.test(have))) found.set(part, [part, key, file])
    }
  return [...found.values()]
}

// `insight:needs` may be asked for whole, and plurals are asked for without their ending.
function readSaid(text: string): Said | undefined {
  const [, room, key] = /^([a-z]+):(\w[\w.*]*)$/.exec(text) ?? []
  if (room === undefined || key === undefined) return undefined
  const open = key.endsWith('.') ? `${key}*` : key
  const keys = open.replaceAll('.', '\\.').replaceAll('*', '[\\w.]+')
  return { room, key, pattern: new RegExp(`^${keys}(_[a-z]+|\\..+)?$`) }
}

function readSource(root: string, file: string): Source {
  const source: Source = { said: [], imports: [] }
  const say = (text: string) => {
    const said = readSaid(text)
    if (said) source.said.push(said)
  }
  walkSource(file, (node) => {
    if (node.type === 'StringLiteral') say(String(node.value))
    if (node.type === 'TemplateLiteral')
      say((node.quasis as { cooked: string }[]).map(({ cooked }) => cooked).join('*'))
    const from = importOf(node)
    if (from?.startsWith('.')) source.imports.push(join(dirname(file), from))
    else if (from?.startsWith('#')) source.imports.push(join(root, from.slice(1)))
  })
  return source
}

function importOf(node: Node): string | undefined {
  if (node.type === 'CallExpression' && (node.callee as Node).type === 'Import') {
    const first = (node.arguments as { expression: Node }[])[0]?.expression
    return first?.type === 'StringLiteral' ? String(first.value) : undefined
  }
  const from = /^(Import|Export)/.test(node.type) ? (node.source as Node | null | undefined) : undefined
  return from?.type === 'StringLiteral' ? String(from.value) : undefined
}

function closure(sources: Map<string, Source>, file: string, found = new Set<string>()): Set<string> {
  if (found.has(file) || !sources.has(file)) return found
  found.add(file)
  for (const other of sources.get(file)?.imports ?? []) closure(sources, other, found)
  return found
}

/** The pages and parts that a `pages.ts` lists, by what they load. */
function readEntries(pages: string): Entry[] {
  const entries: Entry[] = []
  if (!existsSync(pages)) return entries
  walkSource(pages, (node) => {
    if (node.type !== 'ObjectExpression') return
    const propertyOf = (name: string) =>
      (node.properties as Node[]).find((property) => (property.key as Node | undefined)?.value === name)?.value as
        | Node
        | undefined
    const load = propertyOf('load')
    if (load?.type !== 'ArrowFunctionExpression') return
    const file = importOf(load.body as Node)
    const words = ((propertyOf('words')?.elements ?? []) as { expression: Node }[]).map(({ expression }) =>
      String(expression.value),
    )
    if (file) entries.push({ load: join(dirname(pages), file), words })
  })
  return entries
}
