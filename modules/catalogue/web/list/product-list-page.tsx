import { useTranslation } from 'react-i18next'
import { ListPage } from '#core/web/list-page.tsx'
import { Money } from '#core/web/money.tsx'
import { Slot } from '#core/web/slot.tsx'
import { EmptyState } from '#core/web/states.tsx'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useListAddress } from '#core/web/use-list-address.ts'
import { useMay } from '#core/web/use-may.ts'
import type { listProductsCall } from '../../product/contract.ts'
import { ProductFacts } from '../product-facts.tsx'
import type { Product } from '../product-row.ts'
import { useProductFields } from './use-product-fields.ts'

/** All products by name, with the category tree as a filter. */
export default function ProductListPage() {
  const { t } = useTranslation()
  const may = useMay()
  const fields = useProductFields()
  const address = useListAddress(fields)
  const query = { ...address.filters, ...(address.q && { words: address.q }) }
  const list = useCallPages<typeof listProductsCall>('GET /api/products', { query })
  const add = { key: 'add', label: t('catalogue:product.add'), to: '/products/new' }
  return (
    <ListPage<Product>
      name="products"
      title={t('catalogue:list.title')}
      primary={may('products.write') ? add : undefined}
      searchHint={t('catalogue:list.search')}
      list={list}
      address={address}
      fields={fields}
      columns={useColumnsOfProducts()}
      rowKey={(row) => row.productId}
      rowTo={(row) => `/products/${row.productId}`}
      panel={{ title: (row) => row.name, body: (row) => <ProductPanel product={row} /> }}
      empty={<EmptyState title={t('catalogue:list.empty')} reason={t('catalogue:list.emptyReason')} />}
    />
  )
}

/** What other rooms know of a product stands in the panel too, as on its page. */
function ProductPanel({ product }: { product: Product }) {
  return (
    <div className="product-panel">
      <ProductFacts product={product} />
      <Slot name="product.main" with={{ productId: product.productId }} />
    </div>
  )
}

function useColumnsOfProducts() {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    { key: 'name', title: t('catalogue:name'), render: (row: Product) => row.name },
    { key: 'sku', title: t('catalogue:sku'), width: 160, render: (row: Product) => row.sku },
    {
      key: 'category',
      title: t('catalogue:category'),
      render: (row: Product) => row.category?.replaceAll('/', ' / ') ?? '–',
    },
    { key: 'brand', title: t('catalogue:brand'), width: 140, spare: true, render: (row: Product) => row.brand ?? '–' },
    { key: 'supplier', title: t('catalogue:supplier'), optional: true, render: (row: Product) => row.supplier ?? '–' },
    {
      key: 'stock',
      title: t('catalogue:stock'),
      figure: true,
      width: 100,
      render: (row: Product) =>
        row.stock === null ? '–' : format.number(Number(row.stock), { maximumFractionDigits: 3 }),
    },
    {
      key: 'price',
      title: t('catalogue:price'),
      figure: true,
      width: 140,
      render: (row: Product) => <Money value={row.price} currency={row.currency ?? ''} />,
    },
  ]
}
