import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { type ExportFormat, type ExportKind, exportKinds } from '#connectors/export/contract.ts'
import { exportToPath } from '#connectors/export/export-to-path.ts'
import { AppError } from '#core/errors.ts'
import { openForCommand } from '../open-for-command.ts'
import { counted } from './counted.ts'
import { filterText } from './filter-text.ts'
import { printJson, withPlace } from './place.ts'
import { showProgress } from './progress.ts'
import { sourceName } from './source-name.ts'

interface Options {
  data: string
  segment?: string
  filter?: string
  source: string
  out: string
  json?: boolean
}

/** `export KIND --out FILE`. */
export function addExport(program: Command): void {
  withPlace(program.command('export'))
    .description('write customers, orders (one row a line), interactions or products into a file that an import reads')
    .argument('<what>', exportKinds.join(', '), kindOf)
    .requiredOption('--out <file>', 'where to write; .csv or .xlsx', fileOf)
    .option('--segment <name>', 'only of the customers of this segment (its name or number)')
    .option('--filter <json>', 'only of customers that meet conditions as in GET /api/customers', filterText)
    .option(
      '--source <name>',
      'shop whose references and order numbers stand bare; others say whose they are',
      sourceName,
      'shop',
    )
    .option('--json', 'print one JSON document and nothing else')
    .action(write)
}

async function write(what: ExportKind, options: Options): Promise<void> {
  const { out, source, filter, segment } = options
  const folder = dirname(out)
  if (!existsSync(folder))
    throw new AppError(404, 'folder_not_found', `There is no folder ${folder}.`, { path: folder })
  const house = await openForCommand(options)
  const bar = showProgress()
  try {
    const wish = { source, ...(filter !== undefined && { filter }) }
    const asked = { what, format: formatOf(out), path: out, wish, segment }
    const { rows, sha256 } = await exportToPath(house, asked, (done) => bar.show(what, done))
    bar.end()
    if (options.json) printJson({ what, rows, file: out, sha256, source })
    else process.stdout.write(`${counted(rows, 'row')} written to ${out}\n`)
  } finally {
    bar.end()
    await house.close()
  }
}

const formatOf = (path: string): ExportFormat => (path.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv')

function fileOf(path: string): string {
  if (!/\.(csv|xlsx)$/i.test(path)) throw new InvalidArgumentError('A name that ends in .csv or .xlsx.')
  return resolve(path)
}

function kindOf(text: string): ExportKind {
  const kind = exportKinds.find((one) => one === text)
  if (!kind) throw new InvalidArgumentError(`One of ${exportKinds.join(', ')}.`)
  return kind
}
