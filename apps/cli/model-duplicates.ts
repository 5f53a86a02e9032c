import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Command, InvalidArgumentError } from 'commander'
import { invalid } from '#core/errors.ts'
import { csvLine } from '#core/words/csv-cells.ts'
import { neutraliseFormula } from '#core/words/formula-cells.ts'
import { DEFAULT_THRESHOLD } from '#modules/customers/duplicates/compute/find-duplicates.ts'
import { type Role, type Row, roles, type ScanResult } from '#modules/customers/duplicates/compute/table.ts'
import { scanInWorker } from '#modules/customers/duplicates/scan-in-worker.ts'
import { duplicateLines, reasonText } from './duplicate-lines.ts'
import { printJson } from './place.ts'
import { showProgress } from './progress.ts'
import { type FileTable, readTable } from './read-table.ts'

interface Options {
  id: string
  out?: string
  clusters?: string
  threshold: number
  role: Record<string, Role>
  ignore: string[]
  country?: string
  json?: boolean
}

const PHASES = { read: 'reading', train: 'learning', compare: 'comparing', cluster: 'clustering' }

/** `model duplicates FILE --id COLUMN`: which rows of a table are one, without labels. */
export function addDuplicatesModel(model: Command): void {
  model
    .command('duplicates')
    .description('find rows that are one person, firm or paper, with the reasons; learns from the file alone')
    .argument('<file>', 'a table with a header: CSV or XLSX')
    .requiredOption('--id <column>', 'column that names each row, each name once')
    .option('--out <file>', 'write the pairs as CSV: both ids, score (bits), probability, reasons')
    .option('--clusters <file>', 'write the rows of clusters as CSV: id, cluster')
    .option('--threshold <probability>', 'pairs from this probability on', probability, DEFAULT_THRESHOLD)
    .option('--role <column=role...>', `what columns hold, where the guess is wrong: ${roles.join(', ')}`, roleOf, {})
    .option('--ignore <column...>', 'columns to leave out, as one that tells the answer')
    .option('--country <code>', 'country of phone numbers without a country code', countryOf)
    .option('--json', 'print one JSON document and nothing else')
    .action(run)
}

async function run(file: string, options: Options): Promise<void> {
  const table = await readTable(file)
  const given = {
    ...options.role,
    ...Object.fromEntries((options.ignore ?? []).map((name) => [name, 'ignore' as const])),
  }
  for (const column of [options.id, ...Object.keys(given)]) checkColumn(column, table)
  const begun = performance.now()
  const bar = showProgress('steps')
  const rows = rowsOf(table, options.id)
  const { threshold, country } = options
  let result: ScanResult
  try {
    result = await scanInWorker(
      rows,
      { roles: given, threshold, ...(country && { country }) },
      { onProgress: ({ phase, done, total }) => bar.show(PHASES[phase], done, total) },
    )
  } finally {
    bar.end()
  }
  const seconds = (performance.now() - begun) / 1000
  if (options.out) await writeLines(options.out, pairLines(result, options.id))
  if (options.clusters) await writeLines(options.clusters, clusterLines(result, options.id))
  if (options.json) printJson(documentOf(result, seconds))
  else process.stdout.write(`${duplicateLines(result, seconds).join('\n')}\n`)
}

const documentOf = (
  { records, compared, pairs, clusters, parameters, logLikelihood, threshold }: ScanResult,
  seconds: number,
) => ({
  records,
  pairs: pairs.length,
  clusters: clusters.length,
  seconds: Number(seconds.toFixed(3)),
  compared,
  parameters,
  logLikelihood,
  threshold,
})

function checkColumn(column: string, { header }: FileTable): void {
  if (header.includes(column)) return
  throw invalid('column_unknown', `The file has no column "${column}". It has: ${header.join(', ')}.`, {
    columns: header,
  })
}

function rowsOf({ header, rows }: FileTable, idColumn: string): Row[] {
  const at = header.indexOf(idColumn)
  const lines = new Map<string, number>()
  return rows.map(({ line, cells }) => {
    const id = (cells[at] ?? '').trim()
    if (id === '')
      throw invalid('id_missing', `Line ${line}: no value in the column "${idColumn}". Give every row one.`)
    const before = lines.get(id)
    if (before !== undefined) {
      throw invalid(
        'id_twice',
        `Lines ${before} and ${line} have the same "${idColumn}": ${id}. Choose a column that names each row once.`,
      )
    }
    lines.set(id, line)
    const fields = header.flatMap((name, place) => (place === at ? [] : [[name, cells[place] ?? null] as const]))
    return { id, fields: Object.fromEntries(fields) }
  })
}

function* pairLines({ pairs }: ScanResult, id: string): Generator<string> {
  yield csvLine([`${id}_a`, `${id}_b`, 'score', 'probability', 'reasons'].map(neutraliseFormula))
  for (const { a, b, weight, probability, reasons } of pairs) {
    const told = reasons.map(reasonText).join('; ')
    yield csvLine([a, b, weight.toFixed(4), probability.toFixed(6), told].map(neutraliseFormula))
  }
}

function* clusterLines({ clusters }: ScanResult, id: string): Generator<string> {
  yield csvLine([id, 'cluster'].map(neutraliseFormula))
  for (const [at, members] of clusters.entries()) {
    for (const member of members) yield csvLine([neutraliseFormula(member), String(at + 1)])
  }
}

/** People's data: only who wrote the file may read it. */
const writeLines = (file: string, lines: Generator<string>) =>
  pipeline(Readable.from(lines), createWriteStream(resolve(file), { mode: 0o600 }))

function probability(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !(number > 0 && number < 1)) throw new InvalidArgumentError('Between 0 and 1, such as 0.9.')
  return number
}

function roleOf(text: string, before: Record<string, Role>): Record<string, Role> {
  const cut = text.lastIndexOf('=')
  const role = roles.find((one) => one === text.slice(cut + 1))
  if (cut < 1 || !role) throw new InvalidArgumentError(`COLUMN=ROLE, the role one of ${roles.join(', ')}.`)
  return { ...before, [text.slice(0, cut)]: role }
}

function countryOf(text: string): string {
  if (!/^[A-Z]{2}$/.test(text)) throw new InvalidArgumentError('Two capitals, such as CN.')
  return text
}
