import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Need } from '../../segment/condition.ts'
import { CategoryChoice } from './category-choice.tsx'

const states = ['soon', 'due', 'overdue', 'later', 'lost'] as const

/** "next purchase in category 食品/咖啡 is soon, due or overdue" */
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
    </span>
  )
}
