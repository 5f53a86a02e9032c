import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { ExportColumn, ExportPart } from '#core/files/export-part.ts'
import { productExportColumns, productsForExport } from '#modules/catalogue/public.ts'
import {
  type CustomersWanted,
  customerExportColumns,
  interactionExportColumns,
  interactionsForExport,
  isRestricted,
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
  products: { columns: productExportColumns, limit: 1000, read: readProducts },
}

/** @throws invalid `filter_invalid`: a restriction names customers, and products are nobody's. */
async function readProducts(ctx: Context, wanted: CustomersWanted, after: string[] | null, limit: number) {
  if (isRestricted(wanted)) throw invalid('filter_invalid', 'Products are taken out all together.', { field: 'filter' })
  return productsForExport(ctx, after, limit)
}
