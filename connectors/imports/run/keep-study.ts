import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { awaitOwner } from '#core/jobs/task.ts'
import type { Study } from '../guess/study-file.ts'
import type { Mapping } from '../mapping/mapping.ts'

/**
 * Writes down what was found in a run's file and how it is to be read; from here it waits for the person who brought
 * it. Until it is started, `same_as` is any earlier import of this very file, however it was read.
 */
export async function keepStudy(ctx: Context, runId: string, study: Study, mapping: Mapping): Promise<void> {
  const { facts, form, sample, guess } = study
  const { rows } = await sql<{ task_id: string | null }>`
    update imports.runs set state = 'guessed', file_size = ${facts.size}, file_sha256 = ${facts.sha256},
      form = ${JSON.stringify(form)}::jsonb, header = ${JSON.stringify(sample.header)}::jsonb,
      guess = ${JSON.stringify(guess)}::jsonb, kind = ${mapping.kind}, mapping = ${JSON.stringify(mapping)}::jsonb,
      version = version + 1, alive_at = now(), same_as = (
        select e.run_id from imports.runs e
        where e.file_sha256 = ${facts.sha256} and e.state = 'done' and e.run_id <> ${runId}::uuid
        order by e.created_at desc limit 1)
    where run_id = ${runId}::uuid returning task_id`.execute(ctx.db)
  const taskId = rows[0]?.task_id
  if (taskId) await awaitOwner(ctx, taskId, `/import/${runId}`)
}
