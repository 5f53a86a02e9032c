import { Button, InputNumber, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#core/web/wire.ts'
import type { findUsageRuleCall } from '../../usage/contract.ts'
import { Blank } from '../parts/blank.tsx'

type Reply = WireReply<typeof findUsageRuleCall>
type Rule = Reply['rule']

interface Props {
  rule: Rule
  of: Reply
  disabled: boolean
  onChange(rule: Rule): void
}

/** The definitions as sentences with places to choose. */
export function UsageFields({ rule, of, disabled, onChange }: Props) {
  const { t } = useTranslation()
  const usage = (patch: Partial<Rule['usage']>) => onChange({ ...rule, usage: { ...rule.usage, ...patch } })
  const loyalty = (patch: Partial<Rule['loyalty']>) => onChange({ ...rule, loyalty: { ...rule.loyalty, ...patch } })
  const figure = (
    id: string,
    value: number,
    min: number,
    max: number,
    suffix: string,
    put: (value: number) => void,
  ) => (
    <InputNumber
      id={id}
      style={{ width: 130 }}
      min={min}
      max={max}
      value={value}
      disabled={disabled}
      suffix={suffix}
      onChange={(next) => next !== null && put(next)}
    />
  )
  return (
    <fieldset disabled={disabled}>
      <Line label={t('insight:usage.rule.days')}>
        {(id) =>
          figure(id, rule.days, 30, 3650, t('insight:usage.rule.daysUnit'), (days) => onChange({ ...rule, days }))
        }
      </Line>
      <h2>{t('insight:usage.rule.usage')}</h2>
      <p className="basis">{t('insight:usage.rule.usageHow')}</p>
      <Line label={t('insight:usage.rule.by')}>
        {(id) => (
          <Select
            id={id}
            value={rule.usage.by}
            disabled={disabled}
            popupMatchSelectWidth={false}
            options={(['volume', 'customers'] as const).map((value) => ({
              value,
              label: t(`insight:usage.rule.${value}`),
            }))}
            onChange={(by) => usage({ by })}
          />
        )}
      </Line>
      <Line label={t('insight:usage.rule.heavy')}>
        {(id) => figure(id, rule.usage.heavy, 1, 99, '%', (heavy) => usage({ heavy }))}
      </Line>
      <Line label={t('insight:usage.rule.medium')}>
        {(id) => figure(id, rule.usage.medium, 2, 100, '%', (medium) => usage({ medium }))}
      </Line>
      {rule.usage.heavy >= rule.usage.medium && (
        <p className="usage-notice" role="alert">
          {t('insight:usage.rule.order')}
        </p>
      )}
      <h2>{t('insight:usage.rule.loyalty')}</h2>
      <p className="basis">{t('insight:usage.rule.loyaltyHow')}</p>
      <Line label={t('insight:usage.rule.share')}>
        {(id) => figure(id, rule.loyalty.share, 51, 100, '%', (share) => loyalty({ share }))}
      </Line>
      <Line label={t('insight:usage.rule.least')}>
        {(id) =>
          figure(id, rule.loyalty.leastPurchases, 1, 100, t('insight:usage.rule.times'), (leastPurchases) =>
            loyalty({ leastPurchases }),
          )
        }
      </Line>
      <StoreBrands
        of={of}
        value={rule.loyalty.storeBrands}
        disabled={disabled}
        onChange={(storeBrands) => loyalty({ storeBrands })}
      />
    </fieldset>
  )
}

function Line({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="rule-line">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

interface BrandsProps {
  of: Reply
  value: readonly string[]
  disabled: boolean
  onChange(brands: string[]): void
}

/** The company's own brands: chosen by people; what the data suggests is offered with its reason. */
function StoreBrands({ of, value, disabled, onChange }: BrandsProps) {
  const { t } = useTranslation()
  const id = useId()
  const hints = of.brands.filter(({ brand, hint }) => hint !== null && !value.includes(brand))
  return (
    <div className="usage-brands">
      <label htmlFor={id}>{t('insight:usage.rule.storeBrands')}</label>
      <Select
        id={id}
        mode="tags"
        value={[...value]}
        disabled={disabled}
        placeholder={t('insight:usage.rule.noBrands')}
        options={of.brands.map(({ brand, categories }) => ({
          value: brand,
          label: t('insight:usage.rule.brand', { brand, count: categories }),
        }))}
        onChange={(next: string[]) => onChange(next.map((brand) => brand.trim()).filter(Boolean))}
      />
      {hints.slice(0, 3).map(({ brand, categories, hint }) => (
        <p key={brand} className="usage-hint">
          {t(`insight:usage.rule.hint.${hint}`, { brand, count: categories, all: of.categories })}
          <Blank />
          <Button size="small" disabled={disabled} onClick={() => onChange([...value, brand])}>
            {t('insight:usage.rule.take')}
          </Button>
        </p>
      ))}
    </div>
  )
}
