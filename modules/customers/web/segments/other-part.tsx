import { useTranslation } from 'react-i18next'
import { type FilterField, writeRange } from '#core/web/filter-field.ts'
import { useChoiceLabels, useFilterWords } from '#core/web/use-filter-words.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { Bought, ConditionLeaf } from '../../segment/condition.ts'
import { useProductChoices } from './product-choices.ts'

type FieldLeaf = Extract<ConditionLeaf, { field: string }>

interface OtherPartProps {
  leaf: ConditionLeaf
  fields: readonly FilterField[]
  currency: string
}

/** A condition that only the API can make, told in words; it can be read and removed here. */
export function OtherPart({ leaf, fields, currency }: OtherPartProps) {
  const { t } = useTranslation()
  return (
    <span className="sentence other" title={t('customers:segment.other.kept')}>
      {'bought' in leaf ? <BoughtText bought={leaf.bought} currency={currency} /> : null}
      {'field' in leaf ? <FieldText leaf={leaf} field={fields.find(({ key }) => key === leaf.field)} /> : null}
      <span className="faint">{t('customers:segment.other.kept')}</span>
    </span>
  )
}

const noField = (key: string): FilterField => ({ key, label: key, type: 'text' })

function FieldText({ leaf, field = noField(leaf.field) }: { leaf: FieldLeaf; field: FilterField | undefined }) {
  const { t } = useTranslation()
  const { op } = leaf
  const values = Array.isArray(leaf.value) ? leaf.value.map((value) => (value === null ? '' : String(value))) : []
  const labels = useChoiceLabels(field, values)
  const range = useFilterWords(field, writeRange(values[0] ?? '', values[1] ?? ''))
  if (op === 'between') return `${field.label} ${range.verb} ${range.value}`
  const yesNo = (value: string) =>
    value === 'true' || value === 'false' ? t(`kit:filter.${value === 'true' ? 'yes' : 'no'}`) : value
  const join = t(op === 'all' ? 'customers:segment.other.and' : 'kit:filter.or')
  const value = Array.isArray(leaf.value)
    ? values.map((one) => labels.get(one) ?? yesNo(one)).join(join)
    : String(leaf.value ?? '')
  return t(`customers:segment.other.op.${op}`, {
    field: field.label,
    value,
    defaultValue: `${field.label} ${op} ${value}`,
  })
}

/** A purchase told by category and brand together, say, which the sentence has no place for. */
function BoughtText({ bought, currency }: { bought: Bought; currency: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { category, sku, brand, within, measure, compare, value } = bought
  const product = useProductChoices(sku === undefined ? 'anything' : 'sku', sku ?? '').find((one) => one.value === sku)
  const of = Object.entries({ category, sku: product?.label ?? sku, brand }).flatMap(([what, name]) =>
    name === undefined ? [] : `${t(`customers:segment.what.${what}`)} ${name}`,
  )
  const day = (end: string | undefined) => (end ? format.day(end) : '…')
  const when =
    within === undefined
      ? t('customers:segment.ever')
      : 'days' in within
        ? t('customers:segment.other.days', { count: within.days })
        : `${day(within.from)} – ${day(within.to)}`
  return [
    t('customers:segment.bought'),
    of.join(t('customers:segment.other.and')),
    t(`customers:segment.compare.${compare}`),
    value,
    t(`customers:segment.measure.${measure}`, { currency }),
    when,
  ].join(' ')
}
