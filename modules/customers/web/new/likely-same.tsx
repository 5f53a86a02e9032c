import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { errorText } from '#core/web/error-text.ts'
import { useCall } from '#core/web/use-call.ts'
import type { findCustomerCall } from '../../customer/contract.ts'

/** Customers with the same identity, and the way on for who knows that this is somebody else. */
export function LikelySame({ ids, onForce }: { ids: readonly string[]; onForce(): Promise<void> }) {
  const { t } = useTranslation()
  const [failed, setFailed] = useState<unknown>(null)
  return (
    <>
      {ids.length === 0 && <p>{t('customers:new.elsewhere')}</p>}
      <ul className="likely-same">
        {ids.map((id) => (
          <li key={id}>
            <Known customerId={id} />
          </li>
        ))}
      </ul>
      {failed !== null && <p role="alert">{errorText(failed)}</p>}
      <Button onClick={() => void onForce().catch(setFailed)}>{t('customers:new.force')}</Button>
    </>
  )
}

function Known({ customerId }: { customerId: string }) {
  const { data } = useCall<typeof findCustomerCall>('GET /api/customers/:customerId', { params: { customerId } })
  return data ? <CustomerChip customer={{ id: customerId, name: data.called, class: data.class }} /> : null
}
