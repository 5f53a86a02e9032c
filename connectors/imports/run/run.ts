import type { Kind } from '../fields/field.ts'
import type { FileForm } from '../file/read-rows.ts'
import type { Guess } from '../guess/guess-mapping.ts'
import type { Mapping } from '../mapping/mapping.ts'

export type RunState =
  | 'uploading'
  | 'guessed'
  | 'staging'
  | 'applying'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'reverting'
  | 'reverted'

/** A run as its table has it. */
export interface Run {
  run_id: string
  unit_ids: number[]
  state: RunState
  file_name: string
  file_size: bigint
  file_sha256: string | null
  file_key: string | null
  file_path: string | null
  form: FileForm | null
  header: string[] | null
  guess: Guess | null
  kind: Kind | null
  mapping: Mapping | null
  source: string
  started_by: string
  started_by_name: string
  actor_kind: 'staff' | 'key' | 'system'
  actor_id: string
  task_id: string | null
  same_as: string | null
  rows_read: bigint
  rows_new: bigint
  rows_changed: bigint
  rows_unchanged: bigint
  rows_refused: bigint
  rows_anonymous: bigint
  notes: Record<string, number>
  cursor_person: string
  cursor_group: string
  cursor_line: number
  worker: string | null
  cancel_asked: boolean
  alive_at: Date
  error_code: string | null
  error: string | null
  error_line: number | null
  created_at: Date
  started_at: Date | null
  finished_at: Date | null
  version: number
}

/** A run that has been told how its file is to be read. */
export interface ReadyRun extends Run {
  kind: Kind
  mapping: Mapping
  form: FileForm
  header: string[]
}
