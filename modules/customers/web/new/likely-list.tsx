import { Alert, Form } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findLikelyCall } from '../../duplicates/contract.ts'
import { bitsOfLine, PAIR_LINES } from '../duplicates/pair-lines.ts'

type Likely = WireReply<typeof findLikelyCall>['items'][number]

const FIELDS = ['name', 'email', 'phone', 'birthday', 'company', 'country', 'region', 'city', 'address'] as const
const WAIT_MS = 400
/** Nothing is sure but what a person says. */
const MOST_SURE = 0.999

/** Inside the form of a new customer: who may be there already, asked for while somebody types. */
export function LikelyList() {
  const { t } = useTranslation()
  const typed = useSettled(JSON.stringify(bodyOf(Form.useWatch([], Form.useFormInstance()) ?? {})))
  const { data } = useCall<typeof findLikelyCall>(
    'POST /api/customers/likely-duplicates',
    { body: JSON.parse(typed) },
    { enabled: typed !== '{}', keep: true },
  )
  const items = typed === '{}' ? [] : (data?.items ?? [])
  return (
    <div aria-live="polite" className="likely-place">
      {items.length > 0 && (
        <Alert
          type="warning"
          className="likely-list"
          title={t('customers:new.likely', { count: items.length })}
          description={
            <ul>
              {items.map((item) => (
                <LikelyOne key={item.customer.id} item={item} />
              ))}
            </ul>
          }
        />
      )}
    </div>
  )
}

function LikelyOne({ item: { customer, probability, reasons } }: { item: Likely }) {
  const { t } = useTranslation()
  const format = useFormat()
  const lines = PAIR_LINES.map((line) => ({ line, bits: bitsOfLine(reasons, line) ?? 0 }))
  const named = (wanted: (bits: number) => boolean) =>
    lines
      .filter(({ bits }) => wanted(bits))
      .map(({ line }) => t(`customers:duplicates.field.${line}`))
      .join(t('customers:new.and'))
  const [same, other] = [named((bits) => bits > 0.5), named((bits) => bits < -0.5)]
  return (
    <li>
      <span className="who">
        <CustomerChip customer={{ ...customer, name: customer.name || t('customers:nameless') }} />
        <strong>{format.percent(Math.min(probability, MOST_SURE), probability > 0.99 ? 1 : 0)}</strong>
        <PageLink to={`/customers/${customer.id}`}>{t('customers:new.use')}</PageLink>
      </span>
      <span className="faint">
        {[customer.phone, customer.email, customer.birthday, customer.address].filter(Boolean).join(' · ')}
      </span>
      <span>
        {same && t('customers:new.agrees', { fields: same })}
        {same && other && ' · '}
        {other && t('customers:new.differs', { fields: other })}
      </span>
    </li>
  )
}

function bodyOf(values: Record<string, unknown>): Record<string, string> {
  const given = FIELDS.flatMap((field) => {
    const value = values[field]
    return typeof value === 'string' && value.trim() ? [[field, value.trim()]] : []
  })
  return Object.fromEntries(given)
}

/** A text that has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), WAIT_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
