import type { Kysely } from 'kysely'
import type { Actor, Scope } from '#core/access/actor.ts'
import type { DB } from '#core/database/tables.ts'
import type { House } from '#core/house.ts'

/**
 * What every use case gets first: one transaction, who acts, and what may be seen.
 * Events, jobs and live notes announced through it commit with its changes or not at all.
 */
export interface Context {
  db: Kysely<DB>
  actor: Actor
  /** Rows that can be seen and fields that are masked, under the permission this transaction was opened for. */
  scope: Scope
  house: House
  /** When this transaction began; one moment for everything it writes. */
  now: Date
  requestId: string | null
  /** How many events led to this one; loops are cut at depth 8. */
  depth: number
  /** How many of our own outgoing webhooks led to the request behind this one; see `core/http/hops.ts`. */
  hops: number
  outbox: Outbox
}

export interface Outbox {
  events: EventRow[]
  jobs: JobRow[]
  notes: string[]
  audits: AuditRow[]
}

export interface EventRow {
  id: string
  name: string
  customerId: string | null
  payload: unknown
}

export interface JobRow {
  name: string
  payload: unknown
  queue?: string | undefined
  runAt?: string | undefined
  attempts?: number | undefined
  key?: string | undefined
  keyMode?: 'replace' | 'preserve_run_at' | undefined
}

export interface AuditRow {
  action: string
  target: string | null
  customerId: string | null
  details: unknown
}
