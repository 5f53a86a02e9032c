import type { z } from 'zod'
import type { runReply } from '../contract.ts'
import { resultOfRun } from './result-of-run.ts'
import type { Run } from './run.ts'

/** A run as the API shows it. */
export function showRun(run: Run): z.input<typeof runReply> {
  const { run: id, ...counts } = resultOfRun(run)
  return {
    id,
    ...counts,
    state: run.state,
    fileName: run.file_name,
    fileSize: Number(run.file_size),
    kind: run.kind,
    source: run.source,
    startedBy: run.started_by_name,
    sameAs: run.same_as,
    notes: run.notes,
    errorCode: run.error_code,
    error: run.error,
    errorLine: run.error_line,
    createdAt: run.created_at.toISOString(),
    finishedAt: run.finished_at?.toISOString() ?? null,
    version: run.version,
  }
}
