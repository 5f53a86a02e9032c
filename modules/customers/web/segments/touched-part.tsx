import { InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Touched } from '../../segment/condition.ts'
import { compares, WithinPart } from './within-part.tsx'

const KINDS = [
  'complaint',
  'call',
  'mail',
  'message',
  'visit',
  'letter',
  'note',
  'order',
  'return',
  'review',
  'page_view',
]
const DIRECTIONS = ['inbound', 'outbound'] as const

/** "on the timeline: complaint, from the customer, exactly 0 times within the last 90 days" */
export function TouchedPart({ touched, onChange }: { touched: Touched; onChange(touched: Touched): void }) {
  const { t, i18n } = useTranslation()
  const kindText = (kind: string) => (i18n.exists(`customers:kindOf.${kind}`) ? t(`customers:kindOf.${kind}`) : kind)
  const { direction, ...rest } = touched
  return (
    <span className="sentence">
      {t('customers:segment.touched')}
      <Select
        popupMatchSelectWidth={false}
        style={{ minWidth: 110 }}
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('customers:segment.kind')}
        value={touched.kind ?? ''}
        options={[
          { value: '', label: t('customers:segment.anyKind') },
          ...[...new Set([...KINDS, ...(touched.kind ? [touched.kind] : [])])].map((kind) => ({
            value: kind,
            label: kindText(kind),
          })),
        ]}
        onChange={(kind: string) => onChange({ ...touched, kind })}
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
        style={{ width: 100 }}
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
