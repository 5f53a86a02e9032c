import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { AppError } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import type { Kind } from '../fields/field.ts'
import { refuseNoTable } from '../guess/refuse-no-table.ts'
import { type Study, studyFile } from '../guess/study-file.ts'
import { checkMapping } from '../mapping/check-mapping.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { type MappingWish, mergeMapping } from '../mapping/merge-mapping.ts'
import { companyFacts } from './company-facts.ts'
import { createRun } from './create-run.ts'
import { getRun } from './get-run.ts'
import { keepStudy } from './keep-study.ts'
import type { Run } from './run.ts'
import { startRun } from './start-run.ts'
import { trialRun } from './trial-run.ts'
import { type WorkOptions, workOnRun } from './work-on-run.ts'

export interface FileImport {
  kind: Kind
  /** Absolute path of a file that this process can read. */
  path: string
  /** Whose references and numbers these are. */
  source: string
  wish?: MappingWish
  /** Who does it, for lists and the log. */
  as?: string
  /** Do everything, say what would come of it, and keep nothing. */
  isTrial?: boolean
}

const COMMAND = 'cli.import'

/** How a file is read. */
export interface FileRead {
  study: Study
  mapping: Mapping
  /** Of times without an offset, where the mapping names none. */
  zone: string
}

export interface FileImported extends FileRead {
  run: Run
}

export interface ImportOptions extends WorkOptions {
  /** Told once the mapping is settled, before anything is written. */
  onRead?(read: FileRead): void
}

/**
 * Imports a file in this process from beginning to end, as the command line does. A run of the same file that died on
 * its way is taken up where it stood.
 * @throws AppError with what is wrong with the file or its mapping.
 */
export async function importFile(house: House, input: FileImport, options: ImportOptions = {}): Promise<FileImported> {
  const name = input.as ?? COMMAND
  const company = await house.asSystem(name, companyFacts)
  const { encoding, delimiter, sheet } = input.wish ?? {}
  const study = await studyFile(input.path, company, { kind: input.kind, encoding, delimiter, sheet })
  // Whoever names columns or the sign between them knows that it is one.
  if (!input.wish?.columns && !delimiter) refuseNoTable(study)
  const mapping = mergeMapping(study.guess.mapping, input.wish ?? {})
  checkMapping(mapping, study.sample.header)
  const read = { study, mapping, zone: company.zone }
  options.onRead?.(read)
  if (input.isTrial) return { run: await trialRun(house, input, study, mapping), ...read }
  const runId = await house.asSystem(name, async (ctx) => {
    const unfinished = await findUnfinished(ctx, input, study, mapping)
    if (unfinished) return unfinished
    const made = await createRun(ctx, { fileName: input.path, source: input.source, path: input.path })
    await keepStudy(ctx, made, study, mapping)
    await startRun(ctx, made, { inline: true })
    return made
  })
  await workUntilEnd(house, runId, options)
  const run = await house.asSystem(name, (ctx) => getRun(ctx, runId))
  if (run.state !== 'done') {
    throw new AppError(422, run.error_code ?? 'import_ended', run.error ?? `The import is ${run.state}.`)
  }
  return { run, ...read }
}

async function findUnfinished(ctx: Context, input: FileImport, study: Study, mapping: Mapping): Promise<string | null> {
  const { rows } = await sql<{ run_id: string }>`
    select run_id from imports.runs
    where file_sha256 = ${study.facts.sha256} and file_path = ${input.path} and source = ${input.source}
      and mapping = ${JSON.stringify(mapping)}::jsonb and state in ('staging', 'applying')
    order by created_at desc limit 1`.execute(ctx.db)
  return rows[0]?.run_id ?? null
}

/** Another process may have taken the run up while this one was starting; then this one waits for it. */
export async function workUntilEnd(house: House, runId: string, options: WorkOptions): Promise<void> {
  for (;;) {
    const end = await workOnRun(house, runId, options)
    if (end === 'ended' || end === 'left') return
    if (end === 'file_elsewhere') throw new AppError(409, 'file_not_here', 'The file of this import is gone.')
    const { state } = await house.asSystem(COMMAND, (ctx) => getRun(ctx, runId))
    if (state !== 'staging' && state !== 'applying' && state !== 'reverting') return
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}
