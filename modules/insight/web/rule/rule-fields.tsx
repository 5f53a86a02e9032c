import { Checkbox, InputNumber, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClassRule } from '../../rule/class-rule.ts'

interface Props {
  rule: ClassRule
  disabled: boolean
  onChange(rule: ClassRule): void
}

/** The rule as sentences with places to choose. */
export function RuleFields({ rule, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const key = (patch: Partial<ClassRule['key']>) => onChange({ ...rule, key: { ...rule.key, ...patch } })
  const winning = (patch: Partial<ClassRule['winning']>) =>
    onChange({ ...rule, winning: { ...rule.winning, ...patch } })
  return (
    <fieldset disabled={disabled}>
      <Line label={t('insight:rule.measure.label')}>
        {(id) => (
          <Select
            id={id}
            value={rule.measure}
            disabled={disabled}
            popupMatchSelectWidth={false}
            options={(['auto', 'profit', 'revenue'] as const).map((value) => ({
              value,
              label: t(`insight:rule.measure.${value}`),
            }))}
            onChange={(measure) => onChange({ ...rule, measure })}
          />
        )}
      </Line>
      <h2>{t('insight:rule.key.title')}</h2>
      <Line label={t('insight:rule.key.share')}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={100}
            value={rule.key.share}
            disabled={disabled}
            suffix="%"
            onChange={(share) => key({ share: share ?? 80 })}
          />
        )}
      </Line>
      {(['recency', 'frequency', 'money', 'potential'] as const).map((name) => (
        <Line key={name} label={t(`insight:rule.least.${name}`)}>
          {(id) => (
            <Score
              id={id}
              value={rule.key[name]}
              disabled={disabled}
              onChange={(value) => key({ [name]: value ?? 1 })}
            />
          )}
        </Line>
      ))}
      <h2>{t('insight:rule.winning.title')}</h2>
      <p className="basis">{t('insight:rule.winning.any')}</p>
      {(['recency', 'frequency', 'basket', 'potential'] as const).map((name) => (
        <Line key={name} label={t(`insight:rule.reaches.${name}`)}>
          {(id) => (
            <Score
              id={id}
              value={rule.winning[name]}
              canBeOff
              disabled={disabled}
              onChange={(value) => winning({ [name]: value })}
            />
          )}
        </Line>
      ))}
      <Checkbox
        checked={rule.winning.quietKey}
        disabled={disabled}
        onChange={(event) => winning({ quietKey: event.target.checked })}
      >
        {t('insight:rule.winning.quietKey')}
      </Checkbox>
      <h2>{t('insight:rule.rest.title')}</h2>
      <p className="basis">{t('insight:rule.rest.text')}</p>
    </fieldset>
  )
}

function Line({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="rule-line">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

interface ScoreProps {
  id: string
  value: number | null
  disabled: boolean
  canBeOff?: boolean
  onChange(value: number | null): void
}

function Score({ id, value, disabled, canBeOff = false, onChange }: ScoreProps) {
  const { t } = useTranslation()
  const scores = [1, 2, 3, 4, 5].map((score) => ({ value: score, label: t('insight:rule.score', { score }) }))
  return (
    <Select
      id={id}
      value={value ?? 0}
      disabled={disabled}
      popupMatchSelectWidth={false}
      options={canBeOff ? [{ value: 0, label: t('insight:rule.off') }, ...scores] : scores}
      onChange={(chosen) => onChange(chosen === 0 ? null : chosen)}
    />
  )
}
