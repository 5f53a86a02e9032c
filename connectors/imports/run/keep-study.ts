import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { Study } from '../guess/study-file.ts'
import type { Mapping } from '../mapping/mapping.ts'

/** Writes down what was found in a run's file and how it is to be read. */
export async function keepStudy(ctx: Context, runId: string, study: Study, mapping: Mapping): Promise<void> {
  const { facts, form, sample, guess } = study
  await sql`
    update imports.runs set state = 'guessed', file_size = ${facts.size}, file_sha256 = ${facts.sha256},
      form = ${JSON.stringify(form)}::jsonb, header = ${JSON.stringify(sample.header)}::jsonb,
      guess = ${JSON.stringify(guess)}::jsonb, kind = ${mapping.kind}, mapping = ${JSON.stringify(mapping)}::jsonb,
      version = version + 1, alive_at = now()
    where run_id = ${runId}::uuid`.execute(ctx.db)
}
