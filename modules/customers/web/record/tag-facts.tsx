import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCall } from '#core/web/use-call.ts'
import { useMay } from '#core/web/use-may.ts'
import type { listTagsCall } from '../../tag/contract.ts'
import type { FactsProps } from './facts-column.tsx'

/** Tags, added and removed where they stand; those in use are offered. */
export function TagFacts({ customer, record }: FactsProps) {
  const { t } = useTranslation()
  const may = useMay()('customers.edit')
  const known = useCall<typeof listTagsCall>('GET /api/customer-tags', {}, { enabled: may })
  return (
    <section className="panel">
      <h2>{t('customers:facts.tags')}</h2>
      <Select
        mode="tags"
        variant="borderless"
        className="tags"
        aria-label={t('customers:facts.tags')}
        placeholder={t('customers:tag.placeholder')}
        disabled={!may}
        maxTagTextLength={40}
        value={customer.tags}
        options={known.data?.items.map(({ tag }) => ({ value: tag, label: tag })) ?? []}
        onChange={(tags: string[]) => {
          const clean = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))]
          void record.change({ tags: clean }, { tags: customer.tags }, t('customers:saved.tags'))
        }}
      />
    </section>
  )
}
