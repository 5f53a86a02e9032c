import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import type { House } from '#core/house.ts'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import { SILENT_SECONDS } from './run/claim-run.ts'
import { filesFolder } from './run/files-folder.ts'
import { endRun } from './run/finish-run.ts'
import type { Run } from './run/run.ts'
import { RUN_JOB } from './run/start-run.ts'
import { workOnRun } from './run/work-on-run.ts'

const KEEP_DAYS = 30
/** A process without the file leaves the run to one that has it; after this many tries nobody has. */
const MOST_TRIES = 20

/** Works on one run until it has ended; goes on in the next process when this one stops. */
export const runJob = defineJob({
  name: RUN_JOB,
  payload: z.object({ runId: z.uuid(), tries: z.int().default(0) }),
  run: async (house, { runId, tries }, { signal }) => {
    const end = await workOnRun(house, runId, { signal })
    if (end === 'ended') return
    if (end === 'file_elsewhere' && tries >= MOST_TRIES) return giveUp(house, runId)
    await later(
      house,
      runId,
      end === 'left' ? 0 : end === 'busy' ? SILENT_SECONDS : 3,
      end === 'file_elsewhere' ? tries + 1 : 0,
    )
  },
})

/** Runs whose process died without a word (another machine, another database session) are taken up again. */
export const resumeJob = defineJob({
  name: 'imports.resume',
  payload: z.object({}),
  cron: '* * * * *',
  run: async (house) => {
    const silent = await house.asSystem('imports.resume', async (ctx) => {
      const { rows } = await sql<{ run_id: string }>`
        select run_id from imports.runs where state in ('staging', 'applying', 'reverting')
          and alive_at < now() - make_interval(secs => ${3 * SILENT_SECONDS})`.execute(ctx.db)
      return rows
    })
    for (const { run_id } of silent) await workOnRun(house, run_id)
  },
})

/** Removes files 30 days after they came, and what uploads that were never finished left after a day. */
export const tidyJob = defineJob({
  name: 'imports.tidy',
  payload: z.object({}),
  cron: '20 3 * * *',
  run: async (house) => {
    await house.asSystem('imports.tidy', async (ctx) => {
      await sql`
        update imports.runs set file_key = null
        where file_key is not null and created_at < now() - make_interval(days => ${KEEP_DAYS})`.execute(ctx.db)
      await sql`
        update imports.runs set state = 'failed', error_code = 'upload_incomplete', finished_at = now(),
          error = 'The upload was never finished.', file_key = null
        where state = 'uploading' and alive_at < now() - interval '1 day'`.execute(ctx.db)
    })
    await removeUnclaimed(house)
  },
})

async function removeUnclaimed(house: House): Promise<void> {
  const folder = filesFolder(house)
  const claimed = await house.asSystem('imports.tidy', async (ctx) => {
    const { rows } = await sql<{ file_key: string }>`
      select file_key from imports.runs where file_key is not null`.execute(ctx.db)
    return new Set(rows.map(({ file_key }) => file_key))
  })
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const isOld = Date.now() - statSync(path).mtimeMs > 3_600_000
    if (name.startsWith('import-') && !claimed.has(name) && isOld) rmSync(path, { force: true })
  }
}

async function later(house: House, runId: string, seconds: number, tries: number): Promise<void> {
  await house.asSystem('imports.later', async (ctx) => {
    const runAt = new Date(ctx.now.getTime() + seconds * 1000)
    queueJob(ctx, { name: RUN_JOB }, { runId, tries }, { key: `imports.run:${runId}`, queue: 'imports', runAt })
  })
}

async function giveUp(house: House, runId: string): Promise<void> {
  const run = await house.asSystem('imports.run', async (ctx) => {
    const { rows } = await sql<Run>`select * from imports.runs where run_id = ${runId}::uuid`.execute(ctx.db)
    return rows[0]
  })
  if (!run) return
  const message = 'The file is on no machine that works on imports. Upload it again.'
  await endRun(house, run, { state: 'failed', code: 'file_not_here', message })
}
