import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Actor } from '#core/access/actor.ts'
import { AppError, invalid, refused } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { limits } from '../file/limits.ts'
import { refuseNoTable } from '../guess/refuse-no-table.ts'
import { studyFile } from '../guess/study-file.ts'
import { companyFacts } from './company-facts.ts'
import { filesFolder, removeFile } from './files-folder.ts'
import { getRun } from './get-run.ts'
import { keepStudy } from './keep-study.ts'
import type { Run } from './run.ts'

export interface UploadPart {
  runId: string
  /** Where in the file this part begins. */
  at: number
  /** Size of the whole file. */
  of: number
  bytes: Buffer
}

/**
 * Writes one part of a file to disk; after the last one the file is looked at and its mapping guessed. Parts make an
 * upload survive a lost connection, and keep every request short.
 * @throws refused `upload_out_of_step` with how much is there; invalid `upload_too_large`; 422 with what is wrong with
 * the file, which is then removed.
 */
export async function keepUpload(house: House, actor: Actor, part: UploadPart): Promise<Run> {
  const act = { actor, permission: 'imports.run' }
  const run = await house.transaction(act, (ctx) => getRun(ctx, part.runId))
  if (run.state !== 'uploading' || run.file_key === null) {
    throw refused('import_started', 'The file of this import is complete already.', { state: run.state })
  }
  if (part.of > limits.fileBytes || part.of < 1 || part.at + part.bytes.length > part.of) {
    throw invalid('upload_too_large', 'A file may have 2 GiB, and its parts together no more than was announced.')
  }
  const path = join(filesFolder(house), run.file_key)
  const size = await append(path, part)
  if (size < part.of) return house.transaction(act, (ctx) => signOfLife(ctx, run, size))
  try {
    const company = await house.transaction(act, companyFacts)
    const study = await studyFile(path, company)
    refuseNoTable(study)
    return await house.transaction(act, async (ctx) => {
      await keepStudy(ctx, run.run_id, study, study.guess.mapping)
      return getRun(ctx, run.run_id)
    })
  } catch (error) {
    await refuseFile(house, run, error)
    throw error
  }
}

async function append(path: string, part: UploadPart): Promise<number> {
  const file = await open(path, part.at === 0 ? 'w' : 'r+', 0o600).catch(() => null)
  if (!file) throw refused('upload_out_of_step', 'Send the file from its beginning.', { at: 0 })
  try {
    const { size } = await file.stat()
    if (size < part.at) throw refused('upload_out_of_step', 'A part before this one is missing.', { at: size })
    await file.write(part.bytes, 0, part.bytes.length, part.at)
    return part.at + part.bytes.length
  } finally {
    await file.close()
  }
}

async function signOfLife(ctx: Parameters<typeof getRun>[0], run: Run, size: number): Promise<Run> {
  await sql`update imports.runs set alive_at = now(), file_size = ${size} where run_id = ${run.run_id}::uuid`.execute(
    ctx.db,
  )
  return getRun(ctx, run.run_id)
}

/** A file that can't be read is of no use: it goes at once, and the run says why. */
async function refuseFile(house: House, run: Run, error: unknown): Promise<void> {
  if (!(error instanceof AppError) || error.status >= 500) return
  removeFile(house, run.file_key)
  const line = error.details.line
  await house.asSystem('imports.upload', async (ctx) => {
    await sql`
      update imports.runs set state = 'failed', file_key = null, error_code = ${error.code}, error = ${error.message},
        error_line = ${typeof line === 'number' ? line : null}, finished_at = now(), version = version + 1
      where run_id = ${run.run_id}::uuid`.execute(ctx.db)
    if (run.task_id) {
      await sql`
        update core.tasks set state = 'failed', error = ${error.message}, changed_at = now()
        where task_id = ${run.task_id}::uuid`.execute(ctx.db)
    }
  })
}
