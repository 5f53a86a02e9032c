import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { useGo } from '#core/web/use-go.ts'
import { ProductForm } from './product-form.tsx'

/** A product added by hand. */
export default function NewProductPage() {
  const { t } = useTranslation()
  const go = useGo()
  return (
    <Page title={t('catalogue:product.add')} crumbs={[{ title: t('catalogue:list.title'), to: '/products' }]}>
      <ProductForm onDone={(productId) => go(`/products/${productId}`)} onCancel={() => go('/products')} />
    </Page>
  )
}
