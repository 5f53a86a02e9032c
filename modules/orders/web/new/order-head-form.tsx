import { Input, InputNumber, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DayField } from '#core/web/day-field.tsx'
import { Field } from '#core/web/field.tsx'
import { CustomerPicker } from '#modules/customers/web/parts/customer-picker.tsx'
import { channelText } from '../parts/channel-text.ts'
import { AMOUNT } from './draft-line.ts'
import { TypedSelect } from './typed-select.tsx'

const STATUSES = ['placed', 'paid', 'completed'] as const
/** Offered although no order is there yet. */
const USUAL_CHANNELS = ['shop', 'phone', 'web', 'wechat']

export interface HeadChoices {
  units: readonly { value: number; label: string; closed: boolean }[]
  channels: readonly string[]
  currencies: readonly string[]
}

/** Whose a new order is, and where and in what it is sold. */
export function OrderHeadForm({ units, channels, currencies }: HeadChoices) {
  const { t, i18n } = useTranslation()
  const names = new Intl.DisplayNames(i18n.language, { type: 'currency' })
  const money = [...new Set([...currencies, ...Intl.supportedValuesOf('currency')])]
  const ways = [...new Set([...channels, ...USUAL_CHANNELS])]
  return (
    <div className="new-head">
      <Field name="customerId" label={t('orders:customer')} hint={t('orders:new.customerHint')}>
        <CustomerPicker clearable autoFocus />
      </Field>
      <Field name="channel" label={t('orders:channel')}>
        <TypedSelect
          clearable
          typedLabel={(words) => t('orders:new.newChannel', { words })}
          options={ways.map((value) => ({ value, label: channelText(value) }))}
        />
      </Field>
      <Field name="unitId" label={t('orders:unit')} required valuePropName="value">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={units.filter(({ closed }) => !closed).map(({ value, label }) => ({ value, label }))}
        />
      </Field>
      <Field name="currency" label={t('orders:currency')} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={money.map((value) => ({ value, label: `${value} ${names.of(value) ?? ''}` }))}
        />
      </Field>
    </div>
  )
}

/** What is seldom asked: state, moment, number, freight, voucher. */
export function OrderMoreForm() {
  const { t } = useTranslation()
  return (
    <div className="new-head">
      <Field name="status" label={t('orders:state')} required>
        <Segmented options={STATUSES.map((value) => ({ value, label: t(`orders:status.${value}`) }))} />
      </Field>
      <Field name="orderedAt" label={t('orders:orderedAt')} hint={t('orders:new.nowHint')}>
        <DayField withTime />
      </Field>
      <Field name="orderNumber" label={t('orders:number')} hint={t('orders:new.numberHint')}>
        <Input maxLength={100} autoComplete="off" />
      </Field>
      <Field
        name="freight"
        label={t('orders:freight')}
        rules={[{ pattern: AMOUNT, message: t('orders:new.amountRule') }]}
      >
        <InputNumber<string> stringMode min="0" controls={false} inputMode="decimal" autoComplete="off" />
      </Field>
      <Field name="voucher" label={t('orders:voucher')}>
        <Input maxLength={60} autoComplete="off" />
      </Field>
    </div>
  )
}
