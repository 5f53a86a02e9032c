import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { AppError, refused, stale } from '#core/errors.ts'
import { studyFile } from '../guess/study-file.ts'
import { checkMapping } from '../mapping/check-mapping.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { companyFacts } from './company-facts.ts'
import { pathOfRun } from './files-folder.ts'
import { getRun, readyRun } from './get-run.ts'
import { keepStudy } from './keep-study.ts'
import type { ReadyRun } from './run.ts'

/** May be left open while somebody is still choosing; starting asks for it. */
const LATER = new Set(['field_missing', 'currency_missing'])

/**
 * Changes how a file is to be read. Another kind, encoding, delimiter or sheet means other columns or other fields, so
 * the mapping is then guessed anew.
 * @throws refused `import_started`, `file_not_here`; invalid as `checkMapping`; 412 when somebody was faster.
 */
export async function changeMapping(
  ctx: Context,
  input: { runId: string; mapping: Mapping; ifMatch: number },
): Promise<ReadyRun> {
  const run = readyRun(await getRun(ctx, input.runId, { lock: true }))
  if (run.version !== input.ifMatch) throw stale(run.version)
  if (run.state !== 'guessed')
    throw refused('import_started', 'This import has been started already.', { state: run.state })
  const { kind, encoding, delimiter, sheet } = input.mapping
  const isOther =
    kind !== run.kind ||
    (encoding ?? run.form.encoding) !== run.form.encoding ||
    (delimiter ?? run.form.delimiter) !== run.form.delimiter ||
    (sheet ?? '') !== (run.form.sheet ?? '')
  if (isOther) await guessAnew(ctx, run, input.mapping)
  else await keepMapping(ctx, run, input.mapping)
  return readyRun(await getRun(ctx, input.runId))
}

async function guessAnew(ctx: Context, run: ReadyRun, mapping: Mapping): Promise<void> {
  const path = pathOfRun(ctx.house, run)
  if (path === null) throw refused('file_not_here', 'The file of this import is not on this machine any more.')
  const { kind, encoding, delimiter, sheet } = mapping
  const isCsv = run.form.type === 'csv'
  const wanted = { kind, sheet, ...(isCsv && { encoding, delimiter }) }
  const study = await studyFile(path, await companyFacts(ctx), wanted)
  await keepStudy(ctx, run.run_id, study, { ...study.guess.mapping, ...(sheet && { sheet }) })
}

async function keepMapping(ctx: Context, run: ReadyRun, mapping: Mapping): Promise<void> {
  try {
    checkMapping(mapping, run.header)
  } catch (error) {
    if (!(error instanceof AppError && LATER.has(error.code))) throw error
  }
  await sql`
    update imports.runs set mapping = ${JSON.stringify(mapping)}::jsonb, version = version + 1
    where run_id = ${run.run_id}::uuid`.execute(ctx.db)
}
