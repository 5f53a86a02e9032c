import { Select } from 'antd'
import type { TFunction } from 'i18next'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ClassMark } from '#core/web/class-mark.tsx'
import { holdEnter } from '#core/web/hold-enter.ts'
import { useCall } from '#core/web/use-call.ts'
import type { findCustomerCall } from '../../customer/contract.ts'
import type { searchCall } from '../../search/contract.ts'

interface CustomerPickerProps {
  id?: string
  value?: string
  onChange?(customerId: string | undefined): void
  /** May be emptied again. */
  clearable?: boolean
  autoFocus?: boolean
}

interface Found {
  id: string
  name: string
  class: string | null
  hint: string
}

/** Chooses a customer by what one knows of them. */
export function CustomerPicker({ id, value, onChange, clearable = false, autoFocus = false }: CustomerPickerProps) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const [picked, setPicked] = useState<Found | null>(null)
  const q = useDeferredValue(words.trim())
  const answer = useCall<typeof searchCall>('GET /api/search', { query: { q } }, { enabled: q !== '', keep: true })
  // While the answer to other words stands, nothing is offered: a quick Enter would take somebody else.
  const isPending = q !== words.trim() || (q !== '' && (answer.isPlaceholderData || answer.isPending))
  const found = (q === '' || isPending ? [] : (answer.data?.items ?? [])).map((item): Found => {
    const hint = [item.company, item.city, item.phone ?? item.email].filter(Boolean).join(' · ')
    return { id: item.id, name: item.name || t('customers:nameless'), class: item.class, hint }
  })
  const chosen = useChosen(value, picked)
  return (
    <Select
      {...(id && { id })}
      {...(value && { value })}
      autoFocus={autoFocus}
      allowClear={clearable}
      showSearch={{ filterOption: false, onSearch: setWords }}
      placeholder={t('customers:picker.placeholder')}
      onInputKeyDown={holdEnter(isPending)}
      notFoundContent={notFound(q, isPending, t)}
      // The list changes with every letter; who is chosen must keep their name.
      labelRender={() => (chosen ? <Label of={chosen} /> : '…')}
      options={found.map((one) => ({ value: one.id, label: <Label of={one} /> }))}
      onChange={(next: string | undefined) => {
        setPicked(found.find((one) => one.id === next) ?? null)
        onChange?.(next)
      }}
    />
  )
}

function notFound(q: string, isPending: boolean, t: TFunction): string | null {
  if (isPending) return t('kit:loading')
  return q === '' ? null : t('customers:picker.nobody')
}

function Label({ of }: { of: Found }) {
  return (
    <span>
      <ClassMark of={of.class} /> {of.name} <small className="faint">{of.hint}</small>
    </span>
  )
}

/** Who is chosen: just now from the list, or from the beginning and then asked for. */
function useChosen(value: string | undefined, picked: Found | null): Found | null {
  const { t } = useTranslation()
  const isPicked = picked !== null && picked.id === value
  const answer = useCall<typeof findCustomerCall>(
    'GET /api/customers/:customerId',
    { params: { customerId: value ?? '' } },
    { enabled: value !== undefined && !isPicked },
  )
  if (isPicked) return picked
  const customer = answer.data
  if (!value || !customer || customer.id !== value) return null
  const { id, called, metrics, company, city } = customer
  const hint = [company, city].filter(Boolean).join(' · ')
  return { id, name: called || t('customers:nameless'), class: metrics.class, hint }
}
