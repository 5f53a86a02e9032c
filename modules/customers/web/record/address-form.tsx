import { type FormRule, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { FormDialog } from '#core/web/form-dialog.tsx'
import type { WireInput } from '#core/web/wire.ts'
import type { addAddressCall } from '../../address/contract.ts'

export type AddressBody = WireInput<typeof addAddressCall>['body'] & object

const PURPOSES = ['delivery', 'billing', 'home', 'work'] as const
/** With the longest text each may hold. */
const PARTS = {
  recipient: 200,
  phone: 40,
  street: 500,
  postcode: 20,
  city: 80,
  region: 80,
  country: 80,
} as const

interface AddressFormProps {
  /** The address to change; a new one without it. */
  initial?: AddressBody
  onSubmit(body: AddressBody): Promise<unknown>
  onClose(): void
}

/** Asks for an address in a dialog; an emptied part is emptied. */
export function AddressForm({ initial, onSubmit, onClose }: AddressFormProps) {
  const { t } = useTranslation()
  const submit = async (values: AddressBody) => {
    const parts = Object.keys(PARTS).map((part) => [part, values[part as keyof typeof PARTS]?.trim() || null])
    await onSubmit({ ...Object.fromEntries(parts), ...(values.purpose && { purpose: values.purpose }) })
    onClose()
  }
  const title = t(initial ? 'customers:address.edit' : 'customers:address.add')
  return (
    <FormDialog title={title} onClose={onClose}>
      <RecordForm<AddressBody>
        initial={initial ?? { purpose: 'delivery' }}
        submitLabel={t(initial ? 'customers:address.save' : 'customers:add')}
        onCancel={onClose}
        onSubmit={submit}
      >
        <Field name="purpose" label={t('customers:address.purpose')} required>
          <Select
            autoFocus
            options={PURPOSES.map((value) => ({ value, label: t(`customers:address.for.${value}`) }))}
          />
        </Field>
        {Object.entries(PARTS).map(([part, most]) => (
          <Field
            key={part}
            name={part}
            label={t(`customers:address.${part}`)}
            {...(part === 'street' && { rules: [somePart(t('customers:address.empty'))] })}
          >
            <Input maxLength={most} autoComplete="off" />
          </Field>
        ))}
      </RecordForm>
    </FormDialog>
  )
}

/** An address of nothing would be an empty line. */
const somePart =
  (message: string): FormRule =>
  ({ getFieldsValue }) => ({
    validator: async () => {
      const values = getFieldsValue(Object.keys(PARTS)) as Record<string, string | null | undefined>
      if (!Object.values(values).some((value) => value?.trim())) throw new Error(message)
    },
  })
