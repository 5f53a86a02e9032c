import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { Slot } from '#core/web/slot.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import { useMay } from '#core/web/use-may.ts'
import type { findProductCall } from '../../product/contract.ts'
import { ProductFacts } from '../product-facts.tsx'
import { ProductForm } from './product-form.tsx'

/** One product. */
export default function ProductPage() {
  const { t } = useTranslation()
  const may = useMay()
  const { params } = useAddress()
  const [changing, setChanging] = useState(false)
  const answer = useCall<typeof findProductCall>('GET /api/products/:productId', {
    params: { productId: params.productId ?? '' },
  })
  const change = { key: 'change', label: t('catalogue:product.change'), run: () => setChanging(true) }
  return (
    <Page
      title={answer.data?.name ?? t('catalogue:product.title')}
      crumbs={[{ title: t('catalogue:list.title'), to: '/products' }]}
      primary={answer.data && !changing && may('products.write') ? change : undefined}
    >
      <Loaded
        of={answer}
        missing={{
          title: t('catalogue:missing.none'),
          reason: t('catalogue:missing.noneReason'),
          to: '/products',
          back: t('catalogue:missing.toList'),
        }}
      >
        {(product) => (
          <>
            {changing ? (
              <ProductForm product={product} onDone={() => setChanging(false)} onCancel={() => setChanging(false)} />
            ) : (
              <section className="panel">
                <ProductFacts product={product} />
              </section>
            )}
            <Slot name="product.main" with={{ productId: product.productId }} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
