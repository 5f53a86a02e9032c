import { Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { refresh } from '#core/web/query-client.ts'
import type { addProductCall, changeProductCall } from '../../product/contract.ts'
import type { Product } from '../product-row.ts'

const FIELDS = ['name', 'category', 'brand', 'supplier', 'barcode', 'price', 'unitCost', 'currency', 'stock'] as const
type Values = { sku: string } & Record<(typeof FIELDS)[number], string | null>

/** Adds a product, or changes the given one; an emptied field is emptied. */
export function ProductForm({ product, onClose }: { product?: Product; onClose(): void }) {
  const { t } = useTranslation()
  const submit = async (values: Values) => {
    const body = Object.fromEntries(FIELDS.map((field) => [field, values[field]?.trim() || null]))
    const name = values.name ?? ''
    if (product) {
      const { productId, version } = product
      await callApi<typeof changeProductCall>(
        'PATCH /api/products/:productId',
        { params: { productId }, body: { ...body, name } },
        { ifMatch: version },
      )
    } else await callApi<typeof addProductCall>('POST /api/products', { body: { ...body, name, sku: values.sku } })
    void refresh('/api/products', '/api/product-categories', '/api/product-choices')
    onClose()
  }
  const title = t(product ? 'catalogue:product.change' : 'catalogue:product.add')
  return (
    <Modal open title={title} onCancel={onClose} footer={null}>
      <RecordForm<Values>
        initial={product ?? {}}
        onSubmit={submit}
        submitLabel={t('catalogue:product.save')}
        onCancel={onClose}
      >
        {!product && (
          <Field name="sku" label={t('catalogue:sku')} required>
            <Input maxLength={200} />
          </Field>
        )}
        {FIELDS.map((field) => (
          <Field
            key={field}
            name={field}
            label={t(`catalogue:${field}`)}
            required={field === 'name'}
            {...(field === 'category' && { hint: t('catalogue:product.categoryHint') })}
          >
            <Input maxLength={500} />
          </Field>
        ))}
      </RecordForm>
    </Modal>
  )
}
