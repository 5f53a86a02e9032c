import { type InteractionPlace, interactionsForExport } from '#modules/customers/public.ts'
import type { RowSource } from '../row-sources.ts'

/** Timelines in the columns that an import reads. */
export const interactionRows: RowSource = {
  columns: 'customer_ref email phone occurred_at channel direction kind subject body staff'.split(' '),
  read: async (ctx, { segment }, after, limit) => {
    const { rows, next } = await interactionsForExport(ctx, { segment, after: after as InteractionPlace | null, limit })
    return {
      rows: rows.map((row) => [
        row.ref,
        row.email,
        row.phone,
        row.occurredAt.toISOString(),
        row.channel,
        row.direction,
        row.kind,
        row.subject,
        row.body,
        row.staff,
      ]),
      next,
    }
  },
}
