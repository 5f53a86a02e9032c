import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Usage } from '../../segment/condition.ts'
import { CategoryChoice } from './category-choice.tsx'

const usages = ['heavy', 'medium', 'light'] as const
const loyalties = ['brand_loyal', 'store_brand', 'switching', 'unknown'] as const

/** "in category 食品/咖啡, use is heavy or medium, loyalty is switching" */
export function UsagePart({ usage, onChange }: { usage: Usage; onChange(usage: Usage): void }) {
  const { t } = useTranslation()
  const { usage: much, loyalty, ...category } = usage
  // None chosen means any; the condition then leaves it out.
  const put = (next: Pick<Usage, 'usage' | 'loyalty'>) =>
    onChange({
      ...category,
      ...(next.usage?.length && { usage: next.usage }),
      ...(next.loyalty?.length && { loyalty: next.loyalty }),
    })
  return (
    <span className="sentence">
      {t('customers:segment.usage.in')}
      <CategoryChoice value={usage.category} onChange={(next) => onChange({ ...usage, category: next })} />
      {t('customers:segment.usage.label')}
      <Select
        mode="multiple"
        style={{ minWidth: 130 }}
        popupMatchSelectWidth={false}
        aria-label={t('customers:segment.usage.label')}
        placeholder={t('customers:segment.usage.any')}
        value={much ?? []}
        options={usages.map((value) => ({ value, label: t(`customers:segment.usage.is.${value}`) }))}
        onChange={(next) => put({ usage: next, loyalty })}
      />
      {t('customers:segment.usage.loyalty')}
      <Select
        mode="multiple"
        style={{ minWidth: 150 }}
        popupMatchSelectWidth={false}
        aria-label={t('customers:segment.usage.loyalty')}
        placeholder={t('customers:segment.usage.any')}
        value={loyalty ?? []}
        options={loyalties.map((value) => ({ value, label: t(`customers:segment.usage.holds.${value}`) }))}
        onChange={(next) => put({ usage: much, loyalty: next })}
      />
    </span>
  )
}
