import { InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import type { Within } from '../../segment/condition.ts'

const EVER = 'ever'

/** "within the last 90 days", or ever. Days between two dates, made through the API, are kept. */
export function WithinPart({ within, onChange }: { within: Within; onChange(within: Within): void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const day = (end: string | undefined) => (end ? format.day(end) : '…')
  const days = within && 'days' in within ? within.days : null
  const between = within && !('days' in within) ? `${day(within.from)} – ${day(within.to)}` : null
  return (
    <>
      <Select
        popupMatchSelectWidth={false}
        aria-label={t('customers:segment.when')}
        value={days !== null ? 'days' : between !== null ? 'between' : EVER}
        options={[
          { value: EVER, label: t('customers:segment.ever') },
          { value: 'days', label: t('customers:segment.lastDays') },
          ...(between === null ? [] : [{ value: 'between', label: between }]),
        ]}
        onChange={(next) => onChange(next === 'days' ? { days: 90 } : next === EVER ? undefined : within)}
      />
      {days !== null && (
        <InputNumber
          min={0}
          max={36_500}
          value={days}
          suffix={t('customers:list.days')}
          aria-label={t('customers:segment.lastDays')}
          onChange={(next) => next !== null && onChange({ days: next })}
          style={{ width: 90 }}
        />
      )}
    </>
  )
}

export const compares = ['atLeast', 'atMost', 'exactly'] as const
