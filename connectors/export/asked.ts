import { z } from 'zod'
import type { Actor } from '#core/access/actor.ts'
import type { ExportKind } from './permissions.ts'

export type Format = 'csv' | 'xlsx'

/** What a file is to hold. */
export interface Asked {
  filter?: string | undefined
  q?: string | undefined
  segment?: number | undefined
  customerIds?: readonly string[] | undefined
}

/** An export as it is stored. */
export interface StoredExport {
  exportId: string
  kind: ExportKind
  format: Format
  asked: Asked
  actorKind: Actor['kind']
  actorId: string
  actorName: string
  rights: { units: 'all' | number[]; masked: string[] } | null
  taskId: string
  state: string
  rows: bigint
  createdAt: Date
}

export const permissionOf = (kind: ExportKind) => `${kind}.export` as const
export const exportJobPayload = z.object({ exportId: z.uuid() })
