import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#core/access/actor.ts'
import { AppError, forbidden } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { progressTask } from '#core/jobs/task.ts'
import { ChunkKeeper, TakenOver } from '../file/keep-chunks.ts'
import { openTable } from '../table/open-table.ts'
import { headerOf } from '../table/table.ts'
import { type End, endExport } from './end-export.ts'
import { isSameRights, presentMaker, type Rights, rightsOf } from './rights.ts'
import { sources } from './sources.ts'
import { exportColumns, type StoredExport } from './stored-export.ts'
import { type Reader, writeRows } from './write-rows.ts'

/** How long rights that were asked for are believed. */
const BELIEVED_MS = 1000

class Cancelled extends Error {}
class Stopped extends Error {}

/**
 * Writes the file of an export with the rights its maker has while it is written: they are asked for again every second,
 * and the file is given up when they are lost or changed. An attempt begins from the start. `left`: the process is
 * stopping, somebody else has to go on.
 */
export async function makeFile(
  house: House,
  exportId: string,
  { signal, isLast }: { signal: AbortSignal; isLast: boolean },
): Promise<'ended' | 'left'> {
  const worker = randomUUID()
  const one = await claim(house, exportId, worker)
  if (!one) return 'ended'
  const maker: { last: Actor | null } = { last: null }
  try {
    await endExport(house, one, { worker, maker: null, end: await write(house, one, { worker, signal, maker }) })
    return 'ended'
  } catch (error) {
    if (error instanceof TakenOver) return 'ended'
    if (error instanceof Stopped) return 'left'
    const end = endOf(error, isLast)
    if (!end) throw error
    if (end.state === 'failed' && end.code === BROKEN) house.log.error({ err: error, exportId }, 'export failed')
    await endExport(house, one, { worker, maker: maker.last, end })
    return 'ended'
  }
}

const BROKEN = 'export_broken'

/** How an error ends the export; null: the next attempt may do better (the database was away). */
function endOf(error: unknown, isLast: boolean): End | null {
  if (error instanceof Cancelled) return { state: 'cancelled' }
  if (error instanceof AppError && error.status < 500) return { state: 'failed', code: error.code }
  return isLast ? { state: 'failed', code: BROKEN } : null
}

/** Takes an export that isn't ended and clears what an earlier attempt left of its file. */
async function claim(house: House, exportId: string, worker: string): Promise<StoredExport | null> {
  return house.asSystem('export.make', async (ctx) => {
    const { rows } = await sql<StoredExport>`
      update export.exports set state = 'running', worker = ${worker}::uuid
      where export_id = ${exportId}::uuid and state in ('queued', 'running') returning ${exportColumns}`.execute(ctx.db)
    if (rows[0]) await sql`delete from export.chunks where export_id = ${exportId}::uuid`.execute(ctx.db)
    return rows[0] ?? null
  })
}

async function write(
  house: House,
  one: StoredExport,
  { worker, signal, maker }: { worker: string; signal: AbortSignal; maker: { last: Actor | null } },
): Promise<End> {
  const { what, format, wish, taskId } = one
  const onRows = async (done: number) => {
    if (signal.aborted) throw new Stopped()
    const { cancelAsked } = await progressTask(house, taskId, { done })
    if (cancelAsked) throw new Cancelled()
  }
  await onRows(0)
  const reader = presentReader(house, one)
  const first = await reader()
  maker.last = first.actor
  const keeper = new ChunkKeeper(house, one.exportId, worker)
  const { columns } = sources[what]
  const header = headerOf(columns, first.rights)
  const table = await openTable(format, keeper.add, { columns, header, title: what })
  try {
    const rows = await writeRows(house, { what, wish, table }, { reader, onRows })
    await table.end()
    await reader()
    return { state: 'done', rows, size: keeper.size, sha256: await keeper.end(), rights: first.rights }
  } catch (error) {
    table.abandon()
    throw error
  }
}

/** Who reads, asked anew every second. @throws 403 `export_rights_lost`, `export_rights_changed`. */
function presentReader(house: House, one: StoredExport): () => Promise<Reader> {
  let believed: Reader | undefined
  let askedAt = 0
  return async () => {
    if (believed && Date.now() - askedAt < BELIEVED_MS) return believed
    const actor = await presentMaker(house, one)
    const rights: Rights | null = actor && rightsOf(actor, one.what)
    if (!actor || !rights) {
      throw forbidden('export_rights_lost', 'Whoever asked for this file may not take it out any more.')
    }
    if (believed && !isSameRights(believed.rights, rights)) {
      throw forbidden('export_rights_changed', 'Your rights changed while the file was written. Export again.')
    }
    believed = { actor, rights }
    askedAt = Date.now()
    return believed
  }
}
