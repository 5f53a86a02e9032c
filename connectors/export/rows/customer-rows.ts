import { type CustomerForExport, listForExport } from '#modules/customers/public.ts'
import type { Cell, RowSource } from '../row-sources.ts'
import { placeCells } from './place-cells.ts'

const yesNo = (value: boolean | null) => (value === null ? null : value ? 'yes' : 'no')

const cells = (row: CustomerForExport): Cell[] => [
  row.ref,
  row.name,
  row.email,
  row.phone,
  row.gender,
  row.birthday,
  ...placeCells(row),
  row.address,
  row.postcode,
  row.company,
  row.card,
  row.tags.join(','),
  yesNo(row.consentEmail),
  yesNo(row.consentSms),
  row.createdAt.toISOString(),
]

/** Customers in the columns that an import reads. */
export const customerRows: RowSource = {
  columns: (
    'customer_ref name email phone gender birthday country region city address postcode company card_number tags ' +
    'consent_email consent_sms created_at'
  ).split(' '),
  read: async (ctx, asked, after, limit) => {
    const rows = await listForExport(ctx, { ...asked, after: after as string | null, limit })
    return { rows: rows.map(cells), next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
  },
}
