import { PageLink } from '#core/web/page-link.tsx'
import { productsAt } from '../addresses.ts'

/** A product leads to its page, a category to its products. */
export function GoodsLink({ goods }: { goods: { key: string; name: string; sku: string | null } }) {
  const to = goods.sku === null ? productsAt(goods.key) : `/products/${goods.key}`
  return (
    <PageLink to={to} className="goods-link">
      {goods.name}
    </PageLink>
  )
}
