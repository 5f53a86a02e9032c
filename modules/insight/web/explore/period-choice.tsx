import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DayField } from '#core/web/day-field.tsx'
import type { Query } from '../../explore/contract.ts'
import { readPeriod, writePeriod } from './question-address.ts'

const USUAL = ['30d', '90d', '6m', '12m', '24m', '36m', 'all']

interface PeriodChoiceProps {
  period: Query['period']
  /** Days that the answer has, to begin with own ones. */
  days?: { from: string; to: string } | undefined
  /** A choice before all others: each tile its own. */
  none?: string
  isNone?: boolean
  onChange(period: Query['period'] | null): void
}

/** Which time: the last so many days or months, all, or from day to day. */
export function PeriodChoice({ period, days, none, isNone = false, onChange }: PeriodChoiceProps) {
  const { t } = useTranslation()
  const now = writePeriod(period)
  const isOwn = 'from' in period && !isNone
  const say = (text: string) => {
    const one = readPeriod(text)
    if ('all' in one) return t('insight:explore.period.all')
    return 'last' in one
      ? t(`insight:explore.period.${one.unit}`, { count: one.last })
      : t('insight:explore.period.own')
  }
  const texts = isOwn || USUAL.includes(now) ? USUAL : [...USUAL, now]
  const choose = (value: string) => {
    if (value === 'none') onChange(null)
    else if (value === 'own') onChange({ from: days?.from ?? '2026-01-01', to: days?.to ?? '2026-12-31' })
    else onChange(readPeriod(value))
  }
  return (
    <span className="period-choice">
      <Select
        aria-label={t('insight:explore.period.label')}
        value={isNone ? 'none' : isOwn ? 'own' : now}
        popupMatchSelectWidth={false}
        options={[
          ...(none ? [{ value: 'none', label: none }] : []),
          ...texts.map((value) => ({ value, label: say(value) })),
          { value: 'own', label: t('insight:explore.period.own') },
        ]}
        onChange={choose}
      />
      {isOwn && (
        <>
          <DayField
            aria-label={t('insight:period.from')}
            value={period.from}
            max={period.to}
            clearable={false}
            onChange={(from) => from && onChange({ ...period, from })}
          />
          –
          <DayField
            aria-label={t('insight:period.to')}
            value={period.to}
            min={period.from}
            clearable={false}
            onChange={(to) => to && onChange({ ...period, to })}
          />
        </>
      )}
    </span>
  )
}
