import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { PlainTable } from '#core/web/plain-table.tsx'
import type { MappingShown, Preview } from './mapping-panel.tsx'

interface Props {
  preview: Preview
  busy: boolean
  onChange(mapping: MappingShown): void
}

/** Each column of the file, some of its cells, and what it means. */
export function ColumnTable({ preview, busy, onChange }: Props) {
  const { t } = useTranslation()
  const set = (column: string, field: string | null) => {
    const others = Object.entries(preview.mapping.columns).map(([name, other]) => [
      name,
      other === field ? null : other,
    ])
    onChange({ ...preview.mapping, columns: { ...Object.fromEntries(others), [column]: field } })
  }
  return (
    <div className="wide-table column-table">
      <PlainTable
        label={t('imports:map.columns')}
        data={{
          columns: [
            { title: t('imports:map.column') },
            { title: t('imports:map.examples') },
            { title: t('imports:map.field') },
          ],
          rows: preview.columns.map(({ column, field, examples }) => [
            <strong key="name">{column}</strong>,
            <span key="examples" className="examples">
              {examples.join(' · ')}
            </span>,
            preview.forbidden.includes(column) ? (
              <span key="field">{t('imports:map.barred')}</span>
            ) : (
              <FieldChoice
                key="field"
                column={column}
                field={field}
                preview={preview}
                busy={busy}
                onChange={(next) => set(column, next)}
              />
            ),
          ]),
        }}
      />
    </div>
  )
}

function FieldChoice({
  column,
  field,
  preview,
  busy,
  onChange,
}: {
  column: string
  field: string | null
  preview: Preview
  busy: boolean
  onChange(field: string | null): void
}) {
  const { t } = useTranslation()
  const isCustom = field?.startsWith('custom.') ?? false
  const own = { value: 'custom', label: t('imports:map.custom') }
  const options = [
    { value: '', label: t('imports:map.leaveOut') },
    ...(field === 'correction_of' ? [{ value: field, label: t('imports:field.correction_of') }] : []),
    ...preview.fields.map((name) => ({ value: name, label: t(`imports:field.${name}`) })),
    ...(preview.mapping.kind === 'customers' ? [own] : []),
  ]
  return (
    <span className="field-choice">
      <Select
        aria-label={t('imports:map.fieldOf', { column })}
        value={isCustom ? 'custom' : (field ?? '')}
        disabled={busy}
        options={options}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        onChange={(value) => onChange(value === '' ? null : value === 'custom' ? `custom.${keyOf(column)}` : value)}
      />
      {isCustom && (
        <Input
          aria-label={t('imports:map.customKey')}
          defaultValue={field?.slice(7)}
          disabled={busy}
          onBlur={(event) => event.target.value !== field?.slice(7) && onChange(`custom.${keyOf(event.target.value)}`)}
        />
      )}
    </span>
  )
}

/** The key of a custom field by a column's name: small letters, digits and _. */
const keyOf = (name: string) => {
  const key = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|(?<!_)_+$/g, '')
    .slice(0, 40)
  return key || 'field'
}
