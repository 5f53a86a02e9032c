import { WarningOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { PlainTable } from '#core/web/plain-table.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { Preview } from './mapping-panel.tsx'

const MOMENTS = /_at$/

/** The first rows as they would be written, with what is wrong in them. */
export function RowPreview({ preview }: { preview: Preview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const fields = [...new Set(preview.rows.flatMap((row) => Object.keys(row.values)))]
  const headers = new Set(preview.columns.map(({ column }) => column))
  const shown = (field: string, text: string | undefined) => {
    if (!text) return ''
    if (field === 'status') return t(`imports:status.${text}`, text)
    return MOMENTS.test(field) ? format.moment(text) : text
  }
  return (
    <div className="wide-table">
      <PlainTable
        label={t('imports:map.preview')}
        data={{
          columns: [
            { title: t('imports:line'), figure: true },
            { title: t('imports:map.problems') },
            ...fields.map((field) => ({ title: t(`imports:field.${field}`) })),
          ],
          rows: preview.rows.map((row) => [
            String(row.line),
            <Problems key="problems" row={row} headers={headers} />,
            ...fields.map((field) => shown(field, row.values[field])),
          ]),
        }}
      />
    </div>
  )
}

function Problems({ row, headers }: { row: Preview['rows'][number]; headers: ReadonlySet<string> }) {
  const { t } = useTranslation()
  const all = [...row.problems, ...row.notes]
  if (all.length === 0) return null
  return (
    <span className={row.problems.length > 0 ? 'row-problems refused' : 'row-problems'}>
      <WarningOutlined aria-hidden="true" />{' '}
      {all.map(({ column, value, reason }) => {
        // What no column brings is told by the name of its field.
        const where = headers.has(column) || column === '' ? column : t(`imports:field.${column}`, column)
        const what = t(`imports:reason.${reason}`, reason)
        const told = value ? t('imports:problem.value', { value, what }) : what
        return (
          <span key={`${column} ${reason}`} className="problem">
            {where === '' ? told : t('imports:problem.in', { where, what: told })}
          </span>
        )
      })}
    </span>
  )
}
