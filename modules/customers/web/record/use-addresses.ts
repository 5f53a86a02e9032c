import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import type { addAddressCall, changeAddressCall, removeAddressCall } from '../../address/contract.ts'
import type { AddressBody } from './address-form.tsx'
import type { Customer, RecordHand } from './use-record.ts'

export type Address = Customer['addresses'][number]

/** What can be done with the further addresses of a customer, each with its undo where there is one. */
export function useAddresses(customerId: string, record: RecordHand) {
  const { t } = useTranslation()
  const params = { customerId }
  const post = (body: AddressBody) =>
    callApi<typeof addAddressCall>('POST /api/customers/:customerId/addresses', { params, body })
  const put = (addressId: string, version: number, body: AddressBody) =>
    callApi<typeof changeAddressCall>(
      'PUT /api/customers/:customerId/addresses/:addressId',
      { params: { ...params, addressId }, body },
      { ifMatch: version },
    )
  const drop = (addressId: string) =>
    callApi<typeof removeAddressCall>('DELETE /api/customers/:customerId/addresses/:addressId', {
      params: { ...params, addressId },
    })
  return {
    bodyOf,
    add: (body: AddressBody) => record.act(() => post(body), t('customers:address.added')),
    change: (address: Address, body: AddressBody) =>
      record.act(
        () => put(address.addressId, address.version, body),
        t('customers:address.changed'),
        () => put(address.addressId, address.version + 1, bodyOf(address)),
      ),
    remove: (address: Address, undoable: boolean) =>
      record.act(
        () => drop(address.addressId),
        t('customers:address.removed'),
        undoable ? () => post(bodyOf(address)) : undefined,
      ),
  }
}

function bodyOf({ addressId: _, version: __, purpose, ...parts }: Address): AddressBody {
  return { ...parts, purpose: purpose as 'delivery' }
}
