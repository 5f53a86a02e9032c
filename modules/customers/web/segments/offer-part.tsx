import { AutoComplete, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Offer } from '../../segment/condition.ts'
import { useProductChoices } from './product-choices.ts'

const kinds = ['new', 'again', 'any'] as const

/** "to be offered C-100, new to them, among the first 3" */
export function OfferPart({ offer, onChange }: { offer: Offer; onChange(offer: Offer): void }) {
  const { t } = useTranslation()
  const choices = useProductChoices('sku', offer.sku)
  const { kind, first, sku } = offer
  const put = (next: Pick<Offer, 'kind' | 'first'>) =>
    onChange({ sku, ...(next.kind && { kind: next.kind }), ...(next.first && { first: next.first }) })
  return (
    <span className="sentence">
      {t('customers:segment.offer.label')}
      <AutoComplete
        style={{ width: 190 }}
        popupMatchSelectWidth={false}
        value={sku}
        {...(sku.trim() === '' && { status: 'warning' as const })}
        options={[...choices]}
        placeholder={t('customers:segment.what.skuHint')}
        aria-label={t('customers:segment.what.sku')}
        onChange={(next: string) => onChange({ ...offer, sku: next })}
      />
      <Select
        popupMatchSelectWidth={false}
        aria-label={t('customers:segment.offer.kind')}
        value={kind ?? 'any'}
        options={kinds.map((value) => ({ value, label: t(`customers:segment.offer.is.${value}`) }))}
        onChange={(next: (typeof kinds)[number]) => put({ kind: next === 'any' ? undefined : next, first })}
      />
      {t('customers:segment.offer.among')}
      <InputNumber
        style={{ width: 84 }}
        min={1}
        max={100}
        precision={0}
        value={first ?? null}
        placeholder={t('customers:segment.offer.all')}
        aria-label={t('customers:segment.offer.among')}
        onChange={(next) => put({ kind, first: next ?? undefined })}
      />
    </span>
  )
}
