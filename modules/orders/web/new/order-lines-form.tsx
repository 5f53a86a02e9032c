import { PlusOutlined } from '@ant-design/icons'
import { Button, Form } from 'antd'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Money } from '#core/web/money.tsx'
import { formatDecimal } from '#core/words/money.ts'
import { type DraftLine, totalOf } from './draft-line.ts'
import { LineFields } from './line-fields.tsx'

/** The lines of a new order with their sum. Enter in the last line begins the next: it never sends half an order. */
export function OrderLinesForm() {
  const { t } = useTranslation()
  return (
    <Form.List name="lines">
      {(fields, { add, remove }) => (
        <fieldset
          className="new-lines"
          aria-label={t('orders:new.lines')}
          onKeyDown={(event) => onEnter(event, () => add({ quantity: '1' }))}
        >
          {fields.map(({ key, name }, index) => (
            <LineFields
              key={key}
              index={name}
              isFresh={index > 0}
              onRemove={fields.length > 1 ? () => remove(name) : undefined}
            />
          ))}
          <div className="new-lines-foot">
            <Button icon={<PlusOutlined />} onClick={() => add({ quantity: '1' })}>
              {t('orders:new.addLine')}
            </Button>
            <Total />
          </div>
        </fieldset>
      )}
    </Form.List>
  )
}

function onEnter(event: KeyboardEvent<HTMLElement>, add: () => void): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return
  // A list that is open takes the key itself.
  if (event.target.getAttribute('role') === 'combobox') return
  event.preventDefault()
  add()
}

function Total() {
  const { t } = useTranslation()
  const form = Form.useFormInstance()
  const lines = (Form.useWatch('lines', form) ?? []) as (DraftLine | undefined)[]
  const currency = (Form.useWatch('currency', form) as string | undefined) ?? 'CNY'
  const total = totalOf(lines)
  return (
    <p className="new-total" aria-live="polite">
      {t('orders:new.total')}{' '}
      <strong>
        <Money value={total === null ? null : formatDecimal(total, currency)} currency={currency} />
      </strong>
    </p>
  )
}
