import { Button, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { DayField } from '#core/web/day-field.tsx'
import type { WireReply } from '#core/web/wire.ts'
import { unitText } from '#modules/team/web/parts/unit-text.ts'
import type { findOverviewCall } from '../../overview/contract.ts'
import { usePeriod } from './use-period.ts'
import { useUnits } from './use-units.ts'

/** Which days, units and currency the overview shows; all of it stands in the address. */
export function PeriodBar({ overview }: { overview: WireReply<typeof findOverviewCall> }) {
  const { t } = useTranslation()
  const id = useId()
  const { unit, period, set } = usePeriod()
  const { units } = useUnits()
  const isChosen = Object.keys(period).length > 0
  return (
    <div className="period-bar wide">
      <label htmlFor={`${id}-from`}>
        {t('insight:period.from')}
        <DayField
          id={`${id}-from`}
          value={overview.from}
          max={overview.to}
          clearable={false}
          onChange={(from) => set({ from })}
        />
      </label>
      <label htmlFor={`${id}-to`}>
        {t('insight:period.to')}
        <DayField
          id={`${id}-to`}
          value={overview.to}
          min={overview.from}
          clearable={false}
          onChange={(to) => set({ to })}
        />
      </label>
      {units.length > 1 && (
        <label htmlFor={`${id}-unit`}>
          {t('insight:period.unit')}
          <Select
            id={`${id}-unit`}
            value={unit ?? ''}
            options={[
              { value: '', label: t('insight:period.allUnits') },
              ...units.map((one) => ({
                value: String(one.unitId),
                label: `${'\u2003'.repeat(one.path.length - 1)}${unitText(one.unitId, one.name)}`,
              })),
            ]}
            popupMatchSelectWidth={false}
            onChange={(value) => set({ unit: value })}
          />
        </label>
      )}
      {overview.currencies.length > 1 && (
        <label htmlFor={`${id}-currency`}>
          {t('insight:period.currency')}
          <Select
            id={`${id}-currency`}
            value={period.currency ?? ''}
            options={[
              { value: '', label: t('insight:period.allCurrencies') },
              ...overview.currencies.map((value) => ({ value, label: value })),
            ]}
            popupMatchSelectWidth={false}
            onChange={(value) => set({ currency: value })}
          />
        </label>
      )}
      {isChosen && (
        <Button type="link" onClick={() => set({ from: '', to: '', unit: '', currency: '' })}>
          {t('insight:period.reset')}
        </Button>
      )}
    </div>
  )
}
