import { InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Touched } from '../../segment/condition.ts'
import { compares, WithinPart } from './within-part.tsx'

const DIRECTIONS = ['inbound', 'outbound', 'internal'] as const

type Translate = ReturnType<typeof useTranslation>['t']

/** Every value that has words, any, and the one chosen: imports bring kinds and channels of their own. */
function choicesOf(t: Translate, group: 'kindOf' | 'channel', any: string, chosen: string | undefined) {
  const said = Object.entries(t(`customers:${group}`, { returnObjects: true }) as Record<string, string>)
  const own =
    chosen === undefined || chosen === '' || said.some(([value]) => value === chosen) ? [] : [[chosen, chosen]]
  // Two codes with one word are one thing to the reader; the first of them stands for it, unless the other is chosen.
  const unlike = said.filter(
    ([value, label]) => value === chosen || said.find((one) => one[1] === label)?.[0] === value,
  )
  return [['', any], ...unlike, ...own].map(([value = '', label]) => ({ value, label }))
}

/** "on the timeline: complaint, from the customer, exactly 0 times within the last 90 days" */
export function TouchedPart({ touched, onChange }: { touched: Touched; onChange(touched: Touched): void }) {
  const { t } = useTranslation()
  const { direction, ...rest } = touched
  return (
    <span className="sentence">
      {t('customers:segment.touched')}
      <Select
        popupMatchSelectWidth={false}
        style={{ minWidth: 96 }}
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('customers:segment.kind')}
        value={touched.kind ?? ''}
        options={choicesOf(t, 'kindOf', t('customers:segment.anyKind'), touched.kind)}
        onChange={(kind: string) => onChange({ ...touched, kind })}
      />
      <Select
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('customers:segment.channel')}
        value={touched.channel ?? ''}
        options={choicesOf(t, 'channel', t('customers:segment.anyChannel'), touched.channel)}
        onChange={(channel: string) => onChange({ ...touched, channel })}
      />
      <Select
        popupMatchSelectWidth={false}
        aria-label={t('customers:segment.direction.label')}
        value={direction ?? 'any'}
        options={(['any', ...DIRECTIONS] as const).map((one) => ({
          value: one,
          label: t(`customers:segment.direction.${one}`),
        }))}
        onChange={(next) =>
          onChange(next === 'any' ? rest : { ...touched, direction: next as (typeof DIRECTIONS)[number] })
        }
      />
      <Select
        popupMatchSelectWidth={false}
        aria-label={t('customers:segment.compare.label')}
        value={touched.compare}
        options={compares.map((compare) => ({ value: compare, label: t(`customers:segment.compare.${compare}`) }))}
        onChange={(compare) => onChange({ ...touched, compare })}
      />
      <InputNumber
        style={{ width: 84 }}
        min={0}
        precision={0}
        value={touched.value}
        suffix={t('customers:segment.timesUnit')}
        aria-label={t('customers:segment.value')}
        onChange={(value) => onChange({ ...touched, value: value ?? 0 })}
      />
      <WithinPart within={touched.within} onChange={(within) => onChange({ ...touched, within })} />
    </span>
  )
}
