import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseSync } from '@swc/core'
import { check, type Diagnostics } from 'recheck'

const root = join(import.meta.dirname, '../..')

/**
 * Slow only on texts longer than they can meet: the code cuts or makes those texts itself, to so many characters. Each
 * stands here with its file; the same expression elsewhere fails. The slowest text of that length must take < 20 ms.
 */
const BOUNDED: [file: string, expression: string, longest: number, why: string][] = [
  ...[
    'apps/simulate/micro-text.ts',
    'core/words/money.ts',
    'modules/orders/order/share-taken.ts',
    'modules/team/web/settings/share-text.ts',
  ].map((file): [string, string, number, string] => [file, '/0+$/', 20, 'decimals of a bigint of ours']),
  ['core/words/money-text.ts', '/0+$/', 100, 'decimals of a text of at most 64 characters and two digits of exponent'],
  ['core/words/money-text.ts', "/^(\\D*?)([\\d.,][\\d.,'’ ]*|)([^\\d]*)$/u", 64, 'longer texts are no amount'],
  ['core/words/decimal-of.ts', '/\\.?0+$/', 50, 'longer texts are no number'],
  [
    'modules/customers/cleaning/rules/check-email.ts',
    '/^[.<]+|[.>]+$/g',
    1000,
    'cut to 320 signs before they are folded',
  ],
  [
    'modules/customers/cleaning/rules/place-in-address.ts',
    '/(?:^|,\\s*)([^,\\n]+),\\s*([A-Z]{2})\\s+\\d{5}(?:-\\d{4})?(?:,?\\s*(?:USA?|United States))?\\s*$/u',
    200,
    'the end of an address, cut to so many signs',
  ],
  ['modules/orders/import/gather-orders.ts', '/\\.?0+$/', 100, 'numbers that money-text has read'],
]

/** Files whose expressions are put together when they are loaded; loading them shows the finished ones. */
const MADE_ON_LOADING = [
  'core/words/date-text.ts',
  'core/words/emails.ts',
  'core/words/money-text.ts',
  'core/words/search-words.ts',
  'modules/orders/order/contract.ts',
]
/** The desk tries a value with the pattern that the server's own JSON Schema carries, a literal of a contract. */
const MADE_FROM_A_SCHEMA = ['modules/team/web/settings/setting-problems.ts']

interface Expression {
  source: string
  flags: string
  file: string
}

interface Node {
  type?: string
  pattern?: string
  flags?: string
  callee?: { value?: string }
}

/** Every regular expression of a source file, and whether it makes others with `RegExp(…)`. */
function expressionsOf(file: string, code: string): { literals: Expression[]; makes: boolean } {
  const literals: Expression[] = []
  let makes = false
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, pattern, flags, callee } = node as Node
    if (type === 'RegExpLiteral') literals.push({ source: pattern ?? '', flags: flags ?? '', file })
    if ((type === 'NewExpression' || type === 'CallExpression') && callee?.value === 'RegExp') makes = true
    for (const child of Object.values(node)) walk(child)
  }
  walk(parseSync(code, { syntax: 'typescript', tsx: file.endsWith('x'), target: 'esnext' }))
  return { literals, makes }
}

/** The expressions that loading these files makes, seen by standing in for RegExp meanwhile. */
async function madeOnLoading(files: string[]): Promise<Expression[]> {
  const made: Expression[] = []
  const { RegExp: real } = globalThis
  for (const file of files) {
    globalThis.RegExp = new Proxy(real, {
      construct: (target, args, newTarget) => {
        const one = Reflect.construct(target, args, newTarget) as RegExp
        if (new Error().stack?.includes(file)) made.push({ source: one.source, flags: one.flags, file })
        return one
      },
    })
    await import(join(root, file)).finally(() => {
      globalThis.RegExp = real
    })
  }
  return made
}

// Where recheck has no program for the machine, its JavaScript form can run out of time before it knows.
const hasProgram = ['linux-x64', 'darwin-x64', 'darwin-arm64', 'win32-x64'].includes(
  `${process.platform}-${process.arch}`,
)

/** What is wrong with an expression; null when its time grows with the text and no faster. */
async function faultOf({ source, flags, file }: Expression): Promise<string | null> {
  const found: Diagnostics = await check(withoutSets(source), flags.replace('v', 'u'), { timeout: 60_000 })
  if (found.status === 'safe' || (found.status === 'unknown' && !hasProgram)) return null
  const name = `/${source}/${flags}`
  const told = `${file} ${name}: ${found.status === 'unknown' ? found.error.kind : found.complexity.summary}`
  const bound = BOUNDED.find(([where, expression]) => where === file && expression === name)
  if (!bound || found.status === 'unknown' || found.complexity.type === 'exponential') return told
  const text = slowest(found.attack.string, bound[2])
  const began = performance.now()
  new RegExp(source, flags).exec(text)
  return performance.now() - began < 20 ? null : `${told}, ${performance.now() - began} ms for ${bound[2]} characters`
}

/** recheck reads no class subtraction (flag v): letters less the East Asian ones are as disjoint from those as Latin. */
const withoutSets = (source: string) =>
  source.replaceAll(/\[(\[[^\]]*\])--\[[^\]]*\]\]/g, (_, letters: string) =>
    letters.replace('\\p{L}', '\\p{Script=Latin}'),
  )

/** The attack in the length that can happen: its end is what makes it fail. */
const slowest = (attack: string, length: number) =>
  attack.length <= length ? attack : attack.slice(0, length - 2) + attack.slice(-2)

test('D3: every regular expression of ours takes time in proportion to its text', { timeout: 600_000 }, async (t) => {
  const files = globSync('{core,modules,connectors,apps}/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !/\.test\.tsx?$|\/testing\/|core\/database\/tables\.ts/.test(file),
  )
  const read = files.map((file) => ({ file, ...expressionsOf(file, readFileSync(join(root, file), 'utf8')) }))
  const makers = read.filter(({ makes }) => makes).map(({ file }) => file)
  assert.deepEqual(makers.sort(), [...MADE_ON_LOADING, ...MADE_FROM_A_SCHEMA].sort(), 'review what it is made of')
  const made = await madeOnLoading(MADE_ON_LOADING)
  assert.deepEqual([...new Set(made.map(({ file }) => file))].sort(), MADE_ON_LOADING)
  const all = [...read.flatMap(({ literals }) => literals), ...made]
  const once = new Map(all.map((one) => [`/${one.source}/${one.flags}${isBounded(one) ? one.file : ''}`, one]))
  t.diagnostic(`${once.size} regular expressions of ${files.length} files`)
  assert.ok(once.size > 200)
  const faults: (string | null)[] = []
  for (const one of once.values()) faults.push(await faultOf(one))
  assert.deepEqual(
    faults.filter((fault) => fault !== null),
    [],
  )
  const names = new Set(all.map(({ file, source, flags }) => `${file} /${source}/${flags}`))
  for (const [file, expression] of BOUNDED) assert.ok(names.has(`${file} ${expression}`), `${expression} left ${file}`)
})

/** Known by its text in some file; every other file that has the same is looked at by itself. */
const isBounded = ({ source, flags }: Expression) => BOUNDED.some(([, name]) => name === `/${source}/${flags}`)

test('D3 control: the same check finds the one planted in a source, and the engine feels it', async () => {
  const code = 'export const bad = (text: string) => /^(a+)+$/.test(text) // not /(b+)+$/ of a comment'
  const { literals, makes } = expressionsOf('planted.ts', code)
  assert.deepEqual([literals.length, makes], [1, false])
  assert.equal(await faultOf(literals[0] as Expression), 'planted.ts /^(a+)+$/: exponential')
  assert.match(String(await faultOf({ source: '0+$', flags: '', file: 'elsewhere.ts' })), /2nd degree/)
  assert.equal(expressionsOf('made.ts', 'const made = new RegExp(given)').makes, true)
  const took = (work: () => unknown) => {
    const began = performance.now()
    work()
    return performance.now() - began
  }
  assert.ok(took(() => /^(a+)+$/.test(`${'a'.repeat(24)}!`)) > 20 * took(() => /^a+$/.test(`${'a'.repeat(24)}!`)))
})
