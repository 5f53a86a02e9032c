import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { z } from 'zod'
import { defineJob } from '#core/jobs/job.ts'
import { exportJobPayload, type StoredExport } from './asked.ts'
import { WRITE_EXPORT } from './start-export.ts'
import { fileOf, writeExport } from './write-export.ts'

const write = defineJob({
  name: WRITE_EXPORT,
  payload: exportJobPayload,
  run: (house, { exportId }, { signal }) => writeExport(house, exportId, signal),
})

/** Files of customers don't lie about: a day after they were asked for they are gone. */
export const tidyExports = defineJob({
  name: 'exports.tidy',
  payload: z.object({}),
  cron: '23 * * * *',
  run: async (house) => {
    const gone = await house.asSystem('exports.tidy', async (ctx) => {
      const { rows } = await sql<Pick<StoredExport, 'exportId' | 'format'>>`
        update exports.exports set state = 'gone'
        where created_at < ${new Date(ctx.now.getTime() - 86_400_000)} and state in ('done', 'failed', 'cancelled')
        returning export_id as "exportId", format`.execute(ctx.db)
      return rows
    })
    for (const one of gone) rmSync(fileOf(house, one), { force: true })
  },
})

export const jobs = [write, tidyExports]
