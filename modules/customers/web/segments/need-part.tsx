import { InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Need } from '../../segment/condition.ts'
import { CategoryChoice } from './category-choice.tsx'

const states = ['soon', 'due', 'overdue', 'later', 'lost'] as const

/** "next purchase of 食品/咖啡 is soon, due or overdue, due within 30 days" */
export function NeedPart({ need, onChange }: { need: Need; onChange(need: Need): void }) {
  const { t } = useTranslation()
  return (
    <span className="sentence">
      {t('customers:segment.need.in')}
      <CategoryChoice
        value={need.category ?? ''}
        blank={t('customers:segment.need.any')}
        onChange={(category) => onChange({ ...need, category })}
      />
      {t('customers:segment.need.label')}
      <Select
        mode="multiple"
        style={{ minWidth: 170 }}
        popupMatchSelectWidth={false}
        aria-label={t('customers:segment.need.label')}
        {...(need.states.length === 0 && { status: 'warning' as const })}
        value={need.states}
        options={states.map((value) => ({ value, label: t(`customers:segment.need.is.${value}`) }))}
        onChange={(next) => onChange({ ...need, states: next })}
      />
      {t('customers:segment.need.within')}
      <InputNumber
        style={{ width: 90 }}
        min={0}
        max={365}
        precision={0}
        value={need.dueWithin ?? null}
        placeholder={t('customers:segment.need.whenever')}
        aria-label={t('customers:segment.need.within')}
        onChange={(next) => onChange({ ...need, dueWithin: next ?? undefined })}
      />
      {t('customers:segment.need.days')}
    </span>
  )
}
