import { Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { countryCodes, countryName } from '#core/words/countries.ts'
import type { MappingShown, Preview } from './mapping-panel.tsx'

interface Props {
  preview: Preview
  busy: boolean
  onChange(mapping: MappingShown): void
}

const KINDS = ['orders', 'customers', 'products', 'interactions'] as const
const DATES = ['year-first', 'month-first', 'day-first', 'chinese', 'named-month', 'compact', 'excel-serial'] as const
const DATED = /_at$|^birthday$|^custom\./
const ENCODINGS = [
  'utf-8',
  'gb18030',
  'utf-16le',
  'utf-16be',
  'big5',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'shift_jis',
  'euc-kr',
] as const

/** Kind of file, currency, formats: what no single column says. */
export function FormatChoices({ preview, busy, onChange }: Props) {
  const { t, i18n } = useTranslation()
  const { mapping } = preview
  // Nothing to ask where no column holds a date, or a workbook holds them all as dates.
  const hasDates =
    Object.values(mapping.columns).some((field) => field !== null && DATED.test(field)) &&
    (preview.encoding !== 'xlsx' || mapping.formats.date !== undefined || preview.ambiguousDates.length > 0)
  const hasCurrency = Object.values(mapping.columns).includes('currency')
  const formats = (patch: Partial<MappingShown['formats']>) =>
    onChange({ ...mapping, formats: { ...mapping.formats, ...patch } })
  return (
    <div className="format-choices">
      <Choice label={t('imports:kind.title')}>
        {(id) => (
          <Select
            id={id}
            value={mapping.kind}
            disabled={busy}
            options={KINDS.map((value) => ({ value, label: t(`imports:kind.${value}`) }))}
            onChange={(kind) => onChange({ ...mapping, kind })}
          />
        )}
      </Choice>
      {mapping.kind === 'orders' && !hasCurrency && (
        <Choice
          label={t('imports:format.currency')}
          hint={preview.currencyFrom && t(`imports:currencyFrom.${preview.currencyFrom}`)}
        >
          {(id) => (
            <Select
              id={id}
              value={mapping.constants.currency ?? null}
              disabled={busy}
              showSearch
              options={Intl.supportedValuesOf('currency').map((value) => ({ value, label: value }))}
              onChange={(currency) => onChange({ ...mapping, constants: { ...mapping.constants, currency } })}
            />
          )}
        </Choice>
      )}
      {hasDates && (
        <Choice label={t('imports:format.date')}>
          {(id) => (
            <Select
              id={id}
              value={mapping.formats.date ?? null}
              disabled={busy}
              popupMatchSelectWidth={false}
              options={DATES.map((value) => ({ value, label: t(`imports:date.${value}`) }))}
              onChange={(date) => date && formats({ date })}
            />
          )}
        </Choice>
      )}
      <Choice label={t('imports:format.decimal')}>
        {(id) => (
          <Select
            id={id}
            value={mapping.formats.decimal ?? null}
            disabled={busy}
            options={(['.', ','] as const).map((value) => ({
              value,
              label: t(value === '.' ? 'imports:decimal.point' : 'imports:decimal.comma'),
            }))}
            onChange={(decimal) => decimal && formats({ decimal })}
          />
        )}
      </Choice>
      {Object.values(mapping.columns).includes('phone') && (
        <Choice label={t('imports:format.phoneCountry')}>
          {(id) => (
            <Select
              id={id}
              value={mapping.formats.phoneCountry ?? null}
              disabled={busy}
              showSearch={{ optionFilterProp: 'label' }}
              popupMatchSelectWidth={false}
              options={countryCodes().map((value) => ({ value, label: countryName(value, i18n.language) }))}
              onChange={(phoneCountry) => phoneCountry && formats({ phoneCountry })}
            />
          )}
        </Choice>
      )}
      {preview.encoding !== 'xlsx' && (
        <Choice label={t('imports:format.encoding')}>
          {(id) => (
            <Select
              id={id}
              value={preview.encoding as (typeof ENCODINGS)[number]}
              disabled={busy}
              options={ENCODINGS.map((value) => ({ value, label: value.toUpperCase() }))}
              onChange={(encoding) => onChange({ ...mapping, encoding })}
            />
          )}
        </Choice>
      )}
    </div>
  )
}

function Choice({
  label,
  hint,
  children,
}: {
  label: string
  hint?: string | null
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <span className="hint">{hint}</span>}
    </div>
  )
}
