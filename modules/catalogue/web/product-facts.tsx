import { useTranslation } from 'react-i18next'
import { writeChoices } from '#core/web/filter-field.ts'
import { Moment } from '#core/web/moment.tsx'
import { Money } from '#core/web/money.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { useFormat } from '#core/web/use-format.ts'
import './catalogue.css'
import type { Product } from './product-row.ts'

/** What is known about a product. */
export function ProductFacts({ product }: { product: Product }) {
  const { t } = useTranslation()
  const format = useFormat()
  const money = (value: string | null) => value && <Money value={value} currency={product.currency ?? ''} />
  const { category } = product
  const facts = [
    [t('catalogue:sku'), product.sku],
    [t('catalogue:category'), category && <CategoryLinks key="category" path={category} />],
    [t('catalogue:brand'), product.brand],
    [t('catalogue:supplier'), product.supplier],
    [t('catalogue:barcode'), product.barcode],
    [t('catalogue:price'), money(product.price)],
    [t('catalogue:unitCost'), money(product.unitCost)],
    [t('catalogue:stock'), product.stock && format.number(Number(product.stock), { maximumFractionDigits: 3 })],
    [t('catalogue:changedAt'), <Moment key="changed" at={product.changedAt} />],
  ] as const
  return (
    <>
      {product.provisional && <p className="product-why">{t('catalogue:provisionalWhy')}</p>}
      <dl className="product-facts">
        {facts.map(([label, value]) =>
          value ? (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </>
  )
}

/** Each level leads to the products below it. */
function CategoryLinks({ path }: { path: string }) {
  const levels = path.split('/')
  return levels.map((level, index) => {
    const upTo = levels.slice(0, index + 1).join('/')
    return (
      <span key={upTo}>
        {index > 0 && ' / '}
        <PageLink to={`/products?category=${encodeURIComponent(writeChoices([upTo]))}`}>{level}</PageLink>
      </span>
    )
  })
}
