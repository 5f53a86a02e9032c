import type { ExportColumn } from '#core/files/export-part.ts'
import type { ExportFormat } from '../contract.ts'
import { csvTable } from './csv-table.ts'
import type { Sink, Table } from './table.ts'
import { xlsxTable } from './xlsx-table.ts'

/** Begins a table in this format; its bytes go to `sink`. `title` names the sheet. */
export const openTable = (
  format: ExportFormat,
  sink: Sink,
  { columns, header, title }: { columns: readonly ExportColumn[]; header: readonly string[]; title: string },
): Promise<Table> => (format === 'csv' ? csvTable(sink, columns, header) : xlsxTable(sink, columns, header, title))
