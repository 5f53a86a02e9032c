import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { unitText } from '#modules/team/web/parts/unit-text.ts'
import { useUnits } from '../overview/use-units.ts'
import type { NeedSummary } from './needs-page.tsx'
import { useNeedsAddress } from './use-needs-address.ts'

/** Which category, and whose customers. */
export function NeedsBar({ summary }: { summary: NeedSummary }) {
  const { t } = useTranslation()
  const { category, unit, set } = useNeedsAddress()
  const { units } = useUnits()
  return (
    <div className="bar">
      <Select
        aria-label={t('insight:needs.category')}
        showSearch={{ optionFilterProp: 'title' }}
        value={category ?? ''}
        options={[{ value: '', label: t('insight:needs.allCategories'), title: '' }, ...branches(summary)]}
        popupMatchSelectWidth={false}
        onChange={(value) => set({ category: value })}
      />
      {units.length > 1 && (
        <Select
          aria-label={t('insight:period.unit')}
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
      )}
    </div>
  )
}

/** Every category and every branch above one, parents before children. */
function branches({ categories }: NeedSummary) {
  const paths = new Set<string>()
  for (const { category } of categories) {
    const steps = category.split('/')
    for (let depth = 1; depth <= steps.length; depth++) paths.add(steps.slice(0, depth).join('/'))
  }
  return [...paths].sort().map((path) => {
    const steps = path.split('/')
    return { value: path, label: `${'\u2003'.repeat(steps.length - 1)}${steps.at(-1)}`, title: path }
  })
}
