import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireInput } from '#core/web/wire.ts'
import type { addAddressCall, removeAddressCall } from '../../address/contract.ts'
import type { FactsProps } from './facts-column.tsx'
import { Popup } from './popup.tsx'

type AddressBody = WireInput<typeof addAddressCall>['body']
const PURPOSES = ['delivery', 'billing', 'home', 'work'] as const
const PARTS = ['recipient', 'phone', 'country', 'region', 'city', 'street', 'postcode'] as const

/** Addresses beside the main one. */
export function AddressFacts({ customer, record }: FactsProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const may = useMay()('customers.edit')
  const isMasked = ['address', 'name', 'phone'].some((of) => customer.masked.includes(of))
  const params = { customerId: customer.id }
  const add = (body: AddressBody) =>
    callApi<typeof addAddressCall>('POST /api/customers/:customerId/addresses', { params, body })
  const remove = (addressId: string) =>
    callApi<typeof removeAddressCall>('DELETE /api/customers/:customerId/addresses/:addressId', {
      params: { ...params, addressId },
    })
  return (
    <section className="panel">
      <h2>
        {t('customers:facts.addresses')}
        {may && (
          <Popup icon={<PlusOutlined />} label={t('customers:address.add')}>
            {(close) => (
              <RecordForm<AddressBody & object>
                initial={{ purpose: 'delivery' }}
                submitLabel={t('customers:add')}
                onCancel={close}
                onSubmit={async (body) => {
                  await record.act(() => add(body), t('customers:address.added'))
                  close()
                }}
              >
                <Field name="purpose" label={t('customers:address.purpose')} required>
                  <Select options={PURPOSES.map((value) => ({ value, label: t(`customers:address.for.${value}`) }))} />
                </Field>
                {PARTS.map((part) => (
                  <Field key={part} name={part} label={t(`customers:address.${part}`)}>
                    <Input maxLength={part === 'street' ? 500 : 80} />
                  </Field>
                ))}
              </RecordForm>
            )}
          </Popup>
        )}
      </h2>
      {customer.addresses.length === 0 && <p className="faint">{t('customers:address.none')}</p>}
      <ul className="line-list">
        {customer.addresses.map((address) => {
          const { addressId, version: _, purpose, ...parts } = address
          const text = [
            parts.recipient,
            parts.phone,
            parts.street,
            parts.postcode,
            parts.city,
            parts.region,
            parts.country,
          ]
          return (
            <li key={addressId}>
              <span className="kind">{t(`customers:address.for.${purpose}`)}</span>
              <span className="value plain-value">{text.filter(Boolean).join(' · ')}</span>
              {may && (
                <Button
                  type="text"
                  size="small"
                  icon={<CloseOutlined />}
                  aria-label={t('customers:address.remove')}
                  onClick={() =>
                    void record
                      .act(
                        () => remove(addressId),
                        t('customers:address.removed'),
                        isMasked ? undefined : () => add({ purpose: purpose as 'delivery', ...parts }),
                      )
                      .catch(toast.failed)
                  }
                />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
