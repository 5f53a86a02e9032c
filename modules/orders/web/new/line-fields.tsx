import { CloseOutlined } from '@ant-design/icons'
import { Button, Form, type FormRule, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { Money } from '#core/web/money.tsx'
import { formatDecimal } from '#core/words/money.ts'
import { AMOUNT, amountOf, type DraftLine, goodsOf, QUANTITY } from './draft-line.ts'
import { type FoundProduct, ProductPicker } from './product-picker.tsx'

interface LineFieldsProps {
  index: number
  /** Just added by hand: whoever added it goes on there. */
  isFresh: boolean
  onRemove: (() => void) | undefined
}

/** One line of a new order: product, quantity, price, discount, and what it comes to. */
export function LineFields({ index, isFresh, onRemove }: LineFieldsProps) {
  const { t } = useTranslation()
  const form = Form.useFormInstance()
  const rules = useRules(index)
  const number = index + 1
  const pick = (product: FoundProduct | null) => {
    // As it is called today: the order keeps it.
    form.setFieldValue(['lines', index, 'productName'], product?.name)
    if (product === null) return
    const { price, currency } = product
    if (price !== null && (currency === null || currency === form.getFieldValue('currency'))) {
      form.setFieldValue(['lines', index, 'unitPrice'], price)
    }
  }
  const amount = (name: 'quantity' | 'unitPrice' | 'discount') => (
    <Form.Item
      name={[index, name]}
      label={t(`orders:${name}`)}
      rules={rules[name]}
      validateFirst
      {...(name === 'discount' && {
        dependencies: [
          ['lines', index, 'quantity'],
          ['lines', index, 'unitPrice'],
        ],
      })}
    >
      <InputNumber<string> stringMode min="0" controls={false} inputMode="decimal" autoComplete="off" />
    </Form.Item>
  )
  return (
    <div className="new-line">
      <Form.Item
        name={[index, 'sku']}
        label={t('orders:product')}
        rules={[{ required: true, message: t('orders:new.needsProduct') }]}
      >
        <ProductPicker onPick={pick} label={t('orders:new.productOf', { number })} autoFocus={isFresh} />
      </Form.Item>
      <Form.Item name={[index, 'productName']} hidden>
        <Input />
      </Form.Item>
      {amount('quantity')}
      {amount('unitPrice')}
      {amount('discount')}
      <Amount index={index} />
      {onRemove && (
        <Button
          className="remove"
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('orders:new.removeLine', { number })}
          title={t('orders:new.removeLine', { number })}
          onClick={onRemove}
        />
      )}
    </div>
  )
}

function Amount({ index }: { index: number }) {
  const { t } = useTranslation()
  const form = Form.useFormInstance()
  const line = Form.useWatch(['lines', index], form) as DraftLine | undefined
  const currency = (Form.useWatch('currency', form) as string | undefined) ?? 'CNY'
  const amount = amountOf(line ?? {})
  return (
    <p className="amount">
      <span className="faint">{t('orders:amount')}</span>
      <Money value={amount === null ? null : formatDecimal(amount, currency)} currency={currency} />
    </p>
  )
}

function useRules(index: number): Record<'quantity' | 'unitPrice' | 'discount', FormRule[]> {
  const { t } = useTranslation()
  const required = { required: true, message: t('kit:form.required') }
  const notTooMuch: FormRule = ({ getFieldValue }) => ({
    validator: async (_, discount: string | null) => {
      const line = getFieldValue(['lines', index]) as DraftLine
      const goods = goodsOf(line)
      const left = amountOf({ ...line, discount })
      if (discount && goods !== null && left !== null && left < 0n) throw new Error(t('orders:new.discountTooMuch'))
    },
  })
  return {
    quantity: [
      required,
      { pattern: QUANTITY, message: t('orders:new.quantityRule') },
      { pattern: /[1-9]/, message: t('orders:new.quantityZero') },
    ],
    unitPrice: [required, { pattern: AMOUNT, message: t('orders:new.amountRule') }],
    discount: [{ pattern: AMOUNT, message: t('orders:new.amountRule') }, notTooMuch],
  }
}
