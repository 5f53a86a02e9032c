import { type Command, InvalidArgumentError } from 'commander'
import { invalid } from '#core/errors.ts'
import { findRules, type Rule } from '#modules/insight/baskets/compute/find-rules.ts'
import { frequentSets } from '#modules/insight/baskets/compute/frequent-sets.ts'
import { isClear } from '#modules/insight/baskets/compute/is-clear.ts'
import { leastCount } from '#modules/insight/baskets/compute/least-count.ts'
import { numberBaskets } from '#modules/insight/baskets/compute/number-baskets.ts'
import { counted } from './counted.ts'
import { printJson } from './place.ts'
import { readTable } from './read-table.ts'
import { rowsOfFile } from './rows-of-file.ts'
import { textTable } from './text-table.ts'

interface Options {
  minSupport: number
  minConfidence: number
  longest?: number
  top: number
  basketsByLine?: boolean
  json?: boolean
}

const MOST_SETS = 1_000_000
const CLEAR = 0.05

const isBeyondChance = ({ lift, q }: Rule) => lift > 1 && q <= CLEAR

/** `model rules FILE`: what stands together in baskets, with support, confidence, lift, and a correction for chance. */
export function addRulesModel(model: Command): void {
  model
    .command('rules')
    .description('find what is bought together: frequent item sets and rules, corrected for chance')
    .argument('<file>', 'columns basket_id, item: CSV or XLSX; or a basket a line, see --baskets-by-line')
    .option('--min-support <share>', 'share of all baskets that must hold a set', share, 0.001)
    .option('--min-confidence <share>', 'share of the baskets with the left side that must hold the right', share, 0.5)
    .option('--longest <items>', 'most items of a set', whole)
    .option('--top <rules>', 'rules to print, the greatest lift first', whole, 20)
    .option('--baskets-by-line', 'the file has no header: each line is a basket, its cells the items')
    .option('--json', 'print one JSON document and nothing else')
    .action(run)
}

async function run(file: string, options: Options): Promise<void> {
  const begun = performance.now()
  const { baskets, names } = numberBaskets(await (options.basketsByLine ? basketLines(file) : basketRows(file)))
  const count = baskets.starts.length - 1
  if (count === 0) throw invalid('no_baskets', 'The file has no baskets.')
  const least = leastCount(options.minSupport, count)
  const sets = frequentSets(baskets, least, {
    most: MOST_SETS,
    ...(options.longest !== undefined && { longest: options.longest }),
  })
  if (sets === null) {
    throw invalid(
      'too_many_item_sets',
      `More than ${MOST_SETS.toLocaleString('en')} item sets. Give a greater --min-support, or --longest 3.`,
    )
  }
  const rules = findRules(sets, count, options.minConfidence)
  rules.sort((a, b) => b.lift - a.lift || b.orders - a.orders)
  const result = {
    baskets: count,
    items: names.length,
    minSupport: options.minSupport,
    minConfidence: options.minConfidence,
    leastBaskets: least,
    itemSets: sets.counts.length,
    rules: rules.length,
    beyondChance: rules.filter(isBeyondChance).length,
    adding: rules.filter(isClear).length,
    seconds: Number(((performance.now() - begun) / 1000).toFixed(3)),
    top: rules.slice(0, options.top).map((rule) => told(rule, names, count)),
  }
  if (options.json) printJson(result)
  else process.stdout.write(`${textOf(result).join('\n')}\n`)
}

const told = (rule: Rule, names: readonly string[], count: number) => ({
  if: rule.left.map((item) => names[item] ?? '').sort(),
  // biome-ignore lint/suspicious/noThenProperty: the name is promised, the document is never awaited
  then: names[rule.right] ?? '',
  support: rule.orders / count,
  confidence: rule.confidence,
  lift: rule.lift,
  leverage: rule.leverage,
  baskets: rule.orders,
  q: rule.q,
  addsQ: rule.addsQ,
  beyondChance: isBeyondChance(rule),
  everyItemAdds: isClear(rule),
})

type Result = ReturnType<typeof told>
interface Document
  extends Record<
    | 'baskets'
    | 'items'
    | 'leastBaskets'
    | 'itemSets'
    | 'rules'
    | 'beyondChance'
    | 'adding'
    | 'seconds'
    | 'minConfidence',
    number
  > {
  top: Result[]
}

function textOf(result: Document): string[] {
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`
  const lines = [
    `${counted(result.baskets, 'basket')}, ${counted(result.items, 'item')}: ${counted(result.itemSets, 'item set')} in at least ${counted(result.leastBaskets, 'basket')}, ${counted(result.rules, 'rule')} with confidence from ${percent(result.minConfidence)} in ${result.seconds.toFixed(2)} s`,
    `${result.beyondChance.toLocaleString('en')} of them are beyond chance (q at most 0.05); in ${result.adding.toLocaleString('en')} of these every item on the left adds something (the q of that at most 0.05)`,
  ]
  if (result.top.length === 0) return [...lines, '', 'No rules. A lower --min-support or --min-confidence shows more.']
  const table = textTable<Result>(
    [
      { title: 'if', value: (rule) => rule.if.join(', ') },
      { title: 'then', value: (rule) => rule.then },
      { title: 'baskets', value: (rule) => rule.baskets, isNumber: true },
      { title: 'confidence', value: (rule) => percent(rule.confidence), isNumber: true },
      { title: 'lift', value: (rule) => rule.lift.toFixed(2), isNumber: true },
      { title: 'q', value: (rule) => rule.q.toPrecision(2), isNumber: true },
      {
        title: 'every item adds',
        value: (rule) => `${rule.everyItemAdds ? 'yes' : 'no'} (${rule.addsQ.toPrecision(2)})`,
        isNumber: true,
      },
    ],
    result.top,
  )
  return [...lines, '', 'Rules, the greatest lift first:', ...table]
}

async function basketLines(file: string): Promise<string[][]> {
  const baskets: string[][] = []
  for await (const { cells } of rowsOfFile(file)) {
    const items = cells.map((cell) => cell.replace(/^\uFEFF/, '').trim()).filter((cell) => cell !== '')
    if (items.length > 0) baskets.push(items)
  }
  return baskets
}

async function basketRows(file: string): Promise<Iterable<string[]>> {
  const { header, rows } = await readTable(file)
  const [basketAt, itemAt] = ['basket_id', 'item'].map((name) => {
    const at = header.indexOf(name)
    if (at >= 0) return at
    throw invalid(
      'column_unknown',
      `The file has no column "${name}". It has: ${header.join(', ')}. A file with a basket a line is read with --baskets-by-line.`,
      { columns: header },
    )
  })
  const baskets = new Map<string, string[]>()
  for (const { line, cells } of rows) {
    const [basket, item] = [cells[basketAt ?? 0]?.trim(), cells[itemAt ?? 0]?.trim()]
    if (!basket) throw invalid('cell_missing', `Line ${line}: no value in the column "basket_id".`, { line })
    if (!item) throw invalid('cell_missing', `Line ${line}: no value in the column "item".`, { line })
    const items = baskets.get(basket) ?? []
    items.push(item)
    baskets.set(basket, items)
  }
  return baskets.values()
}

function share(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !(number >= 0 && number <= 1)) throw new InvalidArgumentError('From 0 to 1, such as 0.001.')
  return number
}

function whole(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('A whole number from 1.')
  return Number(text)
}
