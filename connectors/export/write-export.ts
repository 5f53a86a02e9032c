import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Actor, systemActor } from '#core/access/actor.ts'
import { audit } from '#core/access/audit.ts'
import { AppError, forbidden } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { finishTask, progressTask } from '#core/jobs/task.ts'
import { permissionOf, type StoredExport } from './asked.ts'
import { findStored } from './find-export.ts'
import { rowSources } from './row-sources.ts'
import { openTableFile } from './table-file.ts'

const PART = 2000

/** Where the file of an export lies. */
export const fileOf = (house: House, one: Pick<StoredExport, 'exportId' | 'format'>) =>
  join(house.data, 'files', 'exports', `${one.exportId}.${one.format}`)

/**
 * Writes the file of an export with the rights its owner has while it is written: each part is read in a transaction of
 * its own, so somebody whose rights end gets nothing more.
 */
export async function writeExport(house: House, exportId: string, signal: AbortSignal): Promise<void> {
  const one = await house.asSystem('exports.write', (ctx) => findStored(ctx, exportId))
  if (!one || !['queued', 'running'].includes(one.state)) return
  try {
    mkdirSync(join(house.data, 'files', 'exports'), { recursive: true, mode: 0o700 })
    const written = await write(house, one, signal)
    await finish(house, one, written.cancelled ? 'cancelled' : 'done', written.rows)
  } catch (error) {
    if (signal.aborted) throw error
    rmSync(fileOf(house, one), { force: true })
    await finish(house, one, 'failed', 0, error instanceof AppError ? error.message : 'The file could not be written.')
    if (!(error instanceof AppError)) house.log.error({ err: error, exportId }, 'export failed')
  }
}

async function write(
  house: House,
  one: StoredExport,
  signal: AbortSignal,
): Promise<{ rows: number; cancelled: boolean }> {
  const source = rowSources[one.kind]
  const file = await openTableFile(fileOf(house, one), one.format, source.columns)
  let rows = 0
  let after: unknown = null
  do {
    signal.throwIfAborted()
    const actor = await actorOf(house, one)
    const part = await house.transaction({ actor, permission: permissionOf(one.kind), timeout: 60_000 }, (ctx) =>
      source.read(ctx, one.asked, after, PART),
    )
    await file.add(part.rows)
    rows += part.rows.length
    after = part.next
    const { cancelAsked } = await progressTask(house, one.taskId, { done: rows })
    if (cancelAsked) {
      await file.end()
      rmSync(fileOf(house, one), { force: true })
      return { rows, cancelled: true }
    }
  } while (after !== null)
  await file.end()
  return { rows, cancelled: false }
}

/** @throws forbidden when they are gone, or don't hold the permission any more. */
async function actorOf(house: House, one: StoredExport): Promise<Actor> {
  if (one.actorKind === 'system') return systemActor(one.actorId)
  if (one.actorKind === 'key' && one.rights) {
    const { units, masked } = one.rights
    const grant = { permissions: new Set([permissionOf(one.kind)]), units, masked: new Set(masked) }
    return { kind: 'key', id: one.actorId, name: one.actorName, language: 'en', grants: [grant] }
  }
  const actor = await house.actors.ofStaff(house, one.actorId)
  if (!actor) throw forbidden()
  return actor
}

async function finish(
  house: House,
  one: StoredExport,
  state: 'done' | 'failed' | 'cancelled',
  rows: number,
  error?: string,
) {
  await house.asSystem('exports.write', async (ctx) => {
    await sql`update exports.exports set state = ${state}, rows = ${rows}, finished_at = ${ctx.now} where export_id = ${one.exportId}`.execute(
      ctx.db,
    )
    audit(ctx, `exports.${state}`, {
      target: one.exportId,
      details: { kind: one.kind, rows, by: one.actorName, byId: one.actorId },
    })
  })
  const result = { to: `/exports/${one.exportId}`, rows }
  await finishTask(house, one.taskId, {
    state,
    done: rows,
    ...(state === 'done' && { result }),
    ...(error && { error }),
  })
}
