import { CloseOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DecimalInput } from './decimal-input.tsx'
import type { ObjectInputProps } from './value-fields.tsx'

/** What one unit of each other currency is worth in the company's: a row a currency. */
export function RateTable({ value, problems, money, onChange }: ObjectInputProps) {
  const { t, i18n } = useTranslation()
  const names = new Intl.DisplayNames(i18n.language, { type: 'currency' })
  const isFree = (code: string) => code !== money.currency && !(code in value)
  // Those that orders are in stand first: they are why somebody comes here.
  const free = [...new Set([...money.unconverted, ...Intl.supportedValuesOf('currency')])].filter(isFree)
  const wanting = money.unconverted.filter(isFree)
  return (
    <div className="rate-table">
      {Object.keys(value)
        .sort()
        .map((code) => (
          <div className="rate" key={code}>
            <span title={names.of(code)}>{t('team:settings.oneIs', { currency: code })}</span>
            <DecimalInput
              kind="rate"
              label={t('team:settings.rateOf', { currency: code })}
              unit={money.currency ?? ''}
              text={value[code] ?? ''}
              wrong={problems.has(code)}
              onChange={(text) => onChange({ ...value, [code]: text })}
            />
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('team:settings.removeRate', { currency: code })}
              onClick={() => onChange(Object.fromEntries(Object.entries(value).filter(([one]) => one !== code)))}
            />
          </div>
        ))}
      {wanting.length > 0 && (
        <p className="wanting">{t('team:settings.wanting', { currencies: wanting.join(t('team:settings.and')) })}</p>
      )}
      <Select
        aria-label={t('team:settings.addRate')}
        placeholder={t('team:settings.addRate')}
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        options={free.map((code) => ({ value: code, label: `${code} ${names.of(code) ?? ''}` }))}
        onChange={(code: string | null) => code && onChange({ ...value, [code]: '' })}
      />
    </div>
  )
}
