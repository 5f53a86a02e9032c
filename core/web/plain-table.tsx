import type { ReactNode } from 'react'
import './chart.css'

export interface PlainTableData {
  columns: readonly { title: string; figure?: boolean }[]
  rows: readonly (readonly ReactNode[])[]
}

/** A small still table: figures behind a chart, a preview, a breakdown. */
export function PlainTable({ label, data }: { label: string; data: PlainTableData }) {
  const cell = (index: number) => (data.columns[index]?.figure ? 'figure-cell' : undefined)
  return (
    <table className="plain-table" aria-label={label}>
      <thead>
        <tr>
          {data.columns.map((column, index) => (
            <th key={column.title} scope="col" className={cell(index)}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row, index) => (
          // Rows have no name of their own and never move.
          <tr key={rowName(row, index)}>
            {row.map((value, at) => (
              <td key={data.columns[at]?.title} className={cell(at)}>
                {value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const rowName = (row: readonly ReactNode[], index: number) => `${index} ${typeof row[0] === 'string' ? row[0] : ''}`
