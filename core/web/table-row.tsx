import { Checkbox } from 'antd'
import type { MouseEvent } from 'react'
import type { Column } from './column.ts'
import { isPlainClick } from './page-link.tsx'

interface TableRowProps<Row> {
  row: Row
  columns: readonly Column<Row>[]
  to: string | undefined
  underKey: boolean
  opened: boolean
  /** Absent: rows can't be chosen. */
  chosen: boolean | undefined
  chooseLabel: string
  onChoose(): void
  onOpen(): void
}

const fromControl = (event: MouseEvent) =>
  (event.target as HTMLElement).closest('a:not(.row-link), button, label, input') !== null

/** One row. A click opens it beside the list; with Ctrl or the middle button its page opens in a new tab. */
export function TableRow<Row>({
  row,
  columns,
  to,
  underKey,
  opened,
  chosen,
  chooseLabel,
  onChoose,
  onOpen,
}: TableRowProps<Row>) {
  const names = [underKey && 'under-key', opened && 'opened', chosen && 'chosen'].filter(Boolean).join(' ')
  const onClick = (event: MouseEvent) => {
    // Marking text with the mouse is no click.
    if (event.defaultPrevented || fromControl(event) || window.getSelection()?.type === 'Range') return
    if (isPlainClick(event)) {
      event.preventDefault()
      onOpen()
    } else if (to && !(event.target as HTMLElement).closest('a')) window.open(to, '_blank', 'noopener')
  }
  return (
    // Keyboards reach the row by j/k and Enter, and by the link in its first cell.
    <tr className={names || undefined} onClick={onClick} aria-selected={chosen}>
      {chosen !== undefined && (
        <td className="mark-cell">
          <Checkbox checked={chosen} onChange={onChoose} aria-label={chooseLabel} />
        </td>
      )}
      {columns.map((column, index) => (
        <td key={column.key} data-label={column.title} className={cellClass(column, index)}>
          {index === 0 && to ? (
            <a href={to} className="row-link">
              {column.render(row)}
            </a>
          ) : (
            column.render(row)
          )}
        </td>
      ))}
    </tr>
  )
}

const cellClass = ({ figure, spare }: Pick<Column<never>, 'figure' | 'spare'>, index: number) =>
  [index === 0 && 'first-cell', figure && 'figure-cell', spare && 'spare-cell'].filter(Boolean).join(' ') || undefined
