import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useGo } from '#core/web/use-go.ts'
import { READY_MADE } from '../../explore/ready-made-rules.ts'
import { addressOfQuestion } from './question-address.ts'
import type { useSaved } from './use-saved.tsx'

/** Questions to begin with: my own, those of others, and ready-made ones. */
export function SavedQuestions({ saved }: { saved: ReturnType<typeof useSaved> }) {
  const { t } = useTranslation()
  const go = useGo()
  const { items, opened } = saved
  const groups = [
    { label: t('insight:explore.saved.mine'), items: items.filter((item) => item.mine) },
    { label: t('insight:explore.saved.shared'), items: items.filter((item) => !item.mine) },
  ].filter((group) => group.items.length > 0)
  const options = [
    ...groups.map((group) => ({
      label: group.label,
      options: group.items.map((item) => ({ value: item.explorationId, label: item.name })),
    })),
    {
      label: t('insight:explore.saved.ready'),
      options: READY_MADE.map(({ key }) => ({ value: key, label: t(`insight:explore.ready.${key}`) })),
    },
  ]
  const open = (value: string) => {
    const item = items.find((one) => one.explorationId === value)
    const ready = READY_MADE.find((one) => one.key === value)
    if (item) saved.openSaved(item)
    else if (ready) go(addressOfQuestion(ready.query, ready.chart))
  }
  return (
    <div className="saved-questions">
      <Select
        aria-label={t('insight:explore.saved.label')}
        placeholder={t('insight:explore.saved.label')}
        value={opened?.explorationId}
        options={options}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={open}
      />
    </div>
  )
}
