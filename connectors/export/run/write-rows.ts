import type { Actor } from '#core/access/actor.ts'
import type { ExportPart } from '#core/files/export-part.ts'
import type { House } from '#core/house.ts'
import type { ExportKind, Wish } from '../contract.ts'
import type { Table } from '../table/table.ts'
import { type Rights, scopeOfRights } from './rights.ts'
import { sources } from './sources.ts'

/** Who reads the next part, and what they see. */
export interface Reader {
  actor: Actor
  rights: Rights
}

/**
 * Writes all rows of an export into a table, part by part: memory stays the same however many there are. `reader` is asked
 * before each part, `onRows` told after it; both may throw to end it.
 */
export async function writeRows(
  house: House,
  { what, wish, table }: { what: ExportKind; wish: Wish; table: Table },
  { reader, onRows }: { reader(): Promise<Reader>; onRows(rows: number): Promise<void> },
): Promise<number> {
  const source = sources[what]
  let rows = 0
  let after: string[] | null = null
  do {
    const { actor, rights } = await reader()
    const place: string[] | null = after
    const part: ExportPart = await house.transaction(
      { actor, scope: scopeOfRights(rights), timeout: 120_000, readOnlyForCaller: true },
      (ctx) => source.read(ctx, wish, place, source.limit),
    )
    if (part.rows.length > 0) await table.add(part.rows)
    rows += part.rows.length
    after = part.next
    await onRows(rows)
  } while (after !== null)
  return rows
}
