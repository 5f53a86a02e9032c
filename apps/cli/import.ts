import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { type Kind, kinds } from '#connectors/imports/fields/field.ts'
import type { MappingWish } from '#connectors/imports/mapping/merge-mapping.ts'
import { readMapFile } from '#connectors/imports/mapping/read-map-file.ts'
import { reasonText } from '#connectors/imports/reasons.ts'
import { errorFilePart } from '#connectors/imports/run/error-file.ts'
import { getRun } from '#connectors/imports/run/get-run.ts'
import { importFile, workUntilEnd } from '#connectors/imports/run/import-file.ts'
import { resultOfRun } from '#connectors/imports/run/result-of-run.ts'
import { revertRun } from '#connectors/imports/run/revert-run.ts'
import type { Run } from '#connectors/imports/run/run.ts'
import { invalid, notFound } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openForCommand } from '../open-for-command.ts'
import { counted } from './counted.ts'
import { givenFile } from './given-file.ts'
import { mappingLines } from './mapping-lines.ts'
import { printJson, withPlace } from './place.ts'
import { showProgress } from './progress.ts'
import { sourceName } from './source-name.ts'

interface Options {
  data: string
  map?: string
  source: string
  currency?: string
  dryRun?: boolean
  json?: boolean
}

/** `import KIND FILE` and `import revert RUN`. */
export function addImport(program: Command): void {
  withPlace(program.command('import'))
    .description('bring in a CSV or XLSX file of customers, products, orders or interactions, or take one back')
    .argument('<what>', `${kinds.join(', ')}, or revert`)
    .argument('<file>', 'the file; for revert: the id of the run')
    .option('--map <file>', 'JSON file that says what columns mean (docs/how-to/import.md)')
    .option('--source <name>', 'shop or system the file is from; its references are its own', sourceName, 'shop')
    .option('--currency <code>', 'currency of orders that name none', currencyCode)
    .option('--dry-run', 'do everything, say what would come of it, keep nothing')
    .option('--json', 'print one JSON document and nothing else')
    .action(async (what: string, file: string, options: Options) => {
      const house = await openForCommand(options)
      try {
        if (what === 'revert') await revert(house, file, options)
        else if (kinds.some((kind) => kind === what)) await bringIn(house, what as Kind, file, options)
        else throw invalid('kind_unknown', `"${what}" can't be imported. Choose one of ${kinds.join(', ')}.`)
        await runWaitingJobs(house)
      } finally {
        await house.close()
      }
    })
}

async function bringIn(house: House, kind: Kind, file: string, options: Options): Promise<void> {
  const path = givenFile(file)
  const wish = wishOf(options)
  const bar = showProgress()
  const { run, study, mapping, zone } = await importFile(
    house,
    { kind, path, source: options.source, wish, isTrial: options.dryRun === true },
    {
      onRead: (read) => console.error(mappingLines(read).join('\n')),
      onProgress: ({ phase, done, total }) => bar.show(phase, done, total),
    },
  )
  bar.end()
  const result = { ...resultOfRun(run), ...(options.dryRun && { run: null }) }
  const errorFile = run.rows_refused > 0n && !options.dryRun ? await writeErrorFile(house, run.run_id) : null
  const forbidden = study.guess.forbidden
  if (options.json) {
    printJson({
      ...result,
      errorFile,
      dryRun: options.dryRun === true,
      sameAs: run.same_as,
      forbiddenColumns: forbidden,
      notes: run.notes,
      mapping,
      layout: study.guess.layout,
      timeZone: mapping.formats.zone ?? zone,
    })
    return
  }
  const said = [
    `${counted(result.rows, 'row')}: ${result.new} new, ${result.changed} changed, ${result.unchanged} unchanged, ${result.refused} refused, ${result.anonymous} without a customer`,
    ...(run.same_as ? [sameFileLine(run)] : []),
    ...(forbidden.length > 0 ? [`Left out, because a file can't set them: ${forbidden.join(', ')}`] : []),
    ...Object.entries(run.notes).map(([note, count]) => `In ${counted(count, 'row')}: ${noteText(note)}`),
    ...(errorFile ? [`Refused rows: ${errorFile} (correct them and import that file)`] : []),
    options.dryRun ? 'Nothing was kept (--dry-run).' : `Run ${run.run_id}`,
  ]
  console.log(said.join('\n'))
}

function sameFileLine(run: Run): string {
  const touched = run.rows_new + run.rows_changed
  if (touched === 0n) return 'The same file was imported before; this time nothing had to change.'
  return `The same file was imported before (run ${run.same_as}); all the same ${counted(touched, 'row')} had to be written.`
}

function wishOf(options: Options): MappingWish {
  const wish: MappingWish = options.map ? readMapFile(readFileSync(givenFile(options.map), 'utf8')) : {}
  if (!options.currency) return wish
  return { ...wish, constants: { ...wish.constants, currency: options.currency } }
}

/** `E-mail: not_an_email`, the column and why its value was not taken as it stood. */
function noteText(note: string): string {
  const cut = note.lastIndexOf(': ')
  return `${note.slice(0, cut)} ${reasonText(note.slice(cut + 2), 'en')}`
}

/** Refused rows go into the data folder, beside the run's other files. */
async function writeErrorFile(house: House, runId: string): Promise<string> {
  const folder = join(house.data, 'files')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `refused-${runId}.csv`)
  const out = createWriteStream(path, { mode: 0o600 })
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after
    const part = await house.asSystem('cli.import', (ctx) => errorFilePart(ctx, runId, from))
    out.write(part.text)
    after = part.last
  }
  await new Promise((done) => out.end(done))
  return path
}

async function revert(house: House, runId: string, options: Options): Promise<void> {
  if (!/^[0-9a-f-]{36}$/i.test(runId)) throw notFound('import')
  await house.asSystem('cli.import', (ctx) => revertRun(ctx, runId, { inline: true }))
  const bar = showProgress()
  await workUntilEnd(house, runId, { onProgress: ({ phase, done, total }) => bar.show(phase, done, total) })
  bar.end()
  const run = await house.asSystem('cli.import', (ctx) => getRun(ctx, runId))
  if (options.json) printJson({ run: runId, state: run.state, rows: Number(run.rows_read) })
  else console.log(`Run ${runId} is ${run.state}: ${counted(run.rows_read, 'row')} of ${run.file_name}.`)
}

function currencyCode(text: string): string {
  if (!/^[A-Z]{3}$/.test(text)) throw new InvalidArgumentError('Three capitals, such as GBP.')
  return text
}
