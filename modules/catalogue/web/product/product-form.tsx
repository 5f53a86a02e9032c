import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { refresh } from '#core/web/query-client.ts'
import type { addProductCall, changeProductCall } from '../../product/contract.ts'
import type { Product } from '../product-row.ts'

const FIELDS = ['name', 'category', 'brand', 'supplier', 'barcode', 'price', 'unitCost', 'currency', 'stock'] as const
type Values = { sku: string } & Record<(typeof FIELDS)[number], string | null>

type Body = Partial<Record<(typeof FIELDS)[number], string | null>> & { name: string }

const add = (body: Body & { sku: string }) => callApi<typeof addProductCall>('POST /api/products', { body })

const change = ({ productId, version }: Product, body: Body) =>
  callApi<typeof changeProductCall>(
    'PATCH /api/products/:productId',
    { params: { productId }, body },
    { ifMatch: version },
  )

interface ProductFormProps {
  product?: Product
  onDone(productId: string): void
  onCancel(): void
}

/** Adds a product, or changes the given one; an emptied field is emptied. */
export function ProductForm({ product, onDone, onCancel }: ProductFormProps) {
  const { t } = useTranslation()
  const submit = async (values: Values) => {
    const body = Object.fromEntries(FIELDS.map((field) => [field, values[field]?.trim() || null]))
    const name = values.name ?? ''
    const saved = product ? await change(product, { ...body, name }) : await add({ ...body, name, sku: values.sku })
    void refresh('/api/products', '/api/product-categories', '/api/product-choices')
    onDone(saved.productId)
  }
  return (
    <section className="panel">
      <RecordForm<Values>
        initial={product ?? {}}
        onSubmit={submit}
        submitLabel={t('catalogue:product.save')}
        onCancel={onCancel}
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
    </section>
  )
}
