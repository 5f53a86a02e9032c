import { AutoComplete, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Offer } from '../../segment/condition.ts'
import { useProductChoices } from './product-choices.ts'
import { UnknownGoods } from './unknown-goods.tsx'

const kinds = ['new', 'again', 'any'] as const

/** "to be offered C-100, new to them, among the first 3" */
export function OfferPart({ offer, onChange }: { offer: Offer; onChange(offer: Offer): void }) {
  const { t } = useTranslation()
  const choices = useProductChoices('sku', offer.sku)
  const { kind, first, sku } = offer
  const name = choices.find((choice) => choice.value === sku)?.name
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
        options={choices.map(({ value, label }) => ({ value, label }))}
        placeholder={t('customers:segment.what.skuHint')}
        aria-label={t('customers:segment.what.sku')}
        onChange={(next: string) => onChange({ ...offer, sku: next })}
      />
      {name !== undefined && name !== sku && <span className="faint">{name}</span>}
      <UnknownGoods what="sku" name={sku} />
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
