import { CloseOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'
import { AddressForm } from './address-form.tsx'
import type { FactsProps } from './facts-column.tsx'
import { useAddressText } from './use-address-text.ts'
import { type Address, useAddresses } from './use-addresses.ts'

/** Addresses beside the main one. */
export function AddressFacts({ customer, record }: FactsProps) {
  const { t } = useTranslation()
  const may = useMay()('customers.edit')
  const hand = useAddresses(customer.id, record)
  const [edited, setEdited] = useState<Address | 'new' | null>(null)
  // Who sees parts of it masked would write the mask back.
  const isMasked = ['address', 'name', 'phone'].some((of) => customer.masked.includes(of))
  return (
    <section className="panel">
      <h2>
        {t('customers:facts.addresses')}
        {may && (
          <Button
            type="text"
            size="small"
            icon={<PlusOutlined />}
            aria-label={t('customers:address.add')}
            title={t('customers:address.add')}
            onClick={() => setEdited('new')}
          />
        )}
      </h2>
      {customer.addresses.length === 0 && <p className="faint">{t('customers:address.none')}</p>}
      <ul className="line-list">
        {customer.addresses.map((address) => (
          <AddressLine
            key={address.addressId}
            address={address}
            onEdit={may && !isMasked ? () => setEdited(address) : undefined}
            onRemove={may ? () => hand.remove(address, !isMasked) : undefined}
          />
        ))}
      </ul>
      {edited === 'new' && <AddressForm onSubmit={hand.add} onClose={() => setEdited(null)} />}
      {edited !== null && edited !== 'new' && (
        <AddressForm
          initial={hand.bodyOf(edited)}
          onSubmit={(body) => hand.change(edited, body)}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  )
}

interface LineProps {
  address: Address
  onEdit: (() => void) | undefined
  onRemove: (() => Promise<void>) | undefined
}

function AddressLine({ address, onEdit, onRemove }: LineProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const { who, where } = useAddressText()(address)
  const text = who || where
  return (
    <li className="address">
      <span className="kind">{t(`customers:address.for.${address.purpose}`)}</span>
      <span className="value plain-value">
        {who && <span className="who">{who}</span>}
        {where}
      </span>
      {onEdit && (
        <Button
          type="text"
          size="small"
          icon={<EditOutlined />}
          aria-label={t('customers:edit', { field: text })}
          title={t('customers:address.edit')}
          onClick={onEdit}
        />
      )}
      {onRemove && (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('customers:remove', { what: text })}
          title={t('customers:address.remove')}
          onClick={() => void onRemove().catch(toast.failed)}
        />
      )}
    </li>
  )
}
