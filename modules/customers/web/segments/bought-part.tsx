import { AutoComplete, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Bought } from '../../segment/condition.ts'
import { useProductChoices } from './product-choices.ts'
import { UnknownGoods } from './unknown-goods.tsx'
import { compares, WithinPart } from './within-part.tsx'

const whats = ['anything', 'category', 'sku', 'brand'] as const
const measures = ['times', 'quantity', 'amount'] as const
type What = (typeof whats)[number]

/** "bought category tea at least 2 times within the last 90 days" */
export function BoughtPart({
  bought,
  currency,
  onChange,
}: {
  bought: Bought
  currency: string
  onChange(bought: Bought): void
}) {
  const { t } = useTranslation()
  const { category, sku, brand, ...rest } = bought
  const what: What =
    category !== undefined ? 'category' : sku !== undefined ? 'sku' : brand !== undefined ? 'brand' : 'anything'
  const of = category ?? sku ?? brand ?? ''
  const choose = (next: What) => onChange({ ...rest, ...(next !== 'anything' && { [next]: '' }) })
  const choices = useProductChoices(what, of)
  const wanted = of.trim().toLocaleLowerCase()
  // Products were searched for by words, which may stand in their names in another order.
  const fitting = what === 'sku' ? choices : choices.filter(({ value }) => value.toLocaleLowerCase().includes(wanted))
  const name = choices.find((choice) => choice.value === of)?.name
  const options = <T extends string>(values: readonly T[], group: string) =>
    values.map((value) => ({ value, label: t(`customers:segment.${group}.${value as string}`) }))
  return (
    <span className="sentence">
      {t('customers:segment.bought')}
      <Select
        popupMatchSelectWidth={false}
        aria-label={t('customers:segment.what.label')}
        value={what}
        options={options(whats, 'what')}
        onChange={choose}
      />
      {what !== 'anything' && (
        <AutoComplete
          style={{ width: 190 }}
          popupMatchSelectWidth={false}
          value={of}
          {...(of.trim() === '' && { status: 'warning' })}
          options={fitting.map(({ value, label }) => ({ value, label }))}
          placeholder={t(`customers:segment.what.${what}Hint`)}
          aria-label={t(`customers:segment.what.${what}`)}
          onChange={(next: string) => onChange({ ...rest, [what]: next })}
        />
      )}
      {name !== undefined && name !== of && <span className="faint">{name}</span>}
      {what !== 'anything' && <UnknownGoods what={what} name={of} />}
      <Select
        popupMatchSelectWidth={false}
        aria-label={t('customers:segment.compare.label')}
        value={bought.compare}
        options={options(compares, 'compare')}
        onChange={(compare) => onChange({ ...bought, compare })}
      />
      <InputNumber
        style={{ width: 84 }}
        stringMode
        value={bought.value}
        aria-label={t('customers:segment.value')}
        onChange={(value) => onChange({ ...bought, value: String(value ?? '0') })}
      />
      <Select
        popupMatchSelectWidth={false}
        aria-label={t('customers:segment.measure.label')}
        value={bought.measure}
        options={measures.map((measure) => ({
          value: measure,
          label: t(`customers:segment.measure.${measure}`, { currency }),
        }))}
        onChange={(measure) => onChange({ ...bought, measure })}
      />
      <WithinPart within={bought.within} onChange={(within) => onChange({ ...bought, within })} />
    </span>
  )
}
