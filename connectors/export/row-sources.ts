import type { Context } from '#core/context.ts'
import type { Asked } from './asked.ts'
import type { ExportKind } from './permissions.ts'
import { customerRows } from './rows/customer-rows.ts'
import { interactionRows } from './rows/interaction-rows.ts'
import { orderRows } from './rows/order-rows.ts'

/** A cell: text, or a decimal number written out exactly. */
export type Cell = string | { number: string } | null

export interface RowPart {
  rows: Cell[][]
  /** Where the next part begins; null at the end. */
  next: unknown
}

/** Rows of one kind of export, a part at a time, each in a short transaction of its own. */
export interface RowSource {
  columns: readonly string[]
  read(ctx: Context, asked: Asked, after: unknown, limit: number): Promise<RowPart>
}

export const rowSources: Record<ExportKind, RowSource> = {
  customers: customerRows,
  orders: orderRows,
  interactions: interactionRows,
}
