import type { Context } from '#core/context.ts'
import type { ExportColumn, ExportPart } from '#core/files/export-part.ts'
import {
  type CustomersWanted,
  customerExportColumns,
  interactionExportColumns,
  interactionsForExport,
  listForExport,
} from '#modules/customers/public.ts'
import { orderExportColumns, ordersForExport } from '#modules/orders/public.ts'
import type { ExportKind } from '../contract.ts'

/** Rows of one kind, part by part, each in a short transaction of its own. */
export interface RowSource {
  columns: readonly ExportColumn[]
  /** Of one part: rows, or orders with all their lines. */
  limit: number
  read(ctx: Context, wanted: CustomersWanted, after: string[] | null, limit: number): Promise<ExportPart>
}

export const sources: Record<ExportKind, RowSource> = {
  customers: { columns: customerExportColumns, limit: 1000, read: listForExport },
  orders: { columns: orderExportColumns, limit: 500, read: ordersForExport },
  interactions: { columns: interactionExportColumns, limit: 2000, read: interactionsForExport },
}
