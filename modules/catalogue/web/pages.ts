import { TagsOutlined } from '@ant-design/icons'
import { defineDeskRoom } from '#core/web/pages.ts'

export const catalogueDesk = defineDeskRoom({
  name: 'catalogue',
  pages: [
    {
      path: '/products',
      title: 'catalogue:list.title',
      load: () => import('./list/product-list-page.tsx'),
      permission: 'products.read',
      nav: { group: 'trade', icon: TagsOutlined, order: 20 },
    },
    {
      path: '/products/new',
      title: 'catalogue:product.add',
      load: () => import('./product/new-product-page.tsx'),
      permission: 'products.write',
    },
    {
      path: '/products/$productId',
      title: 'catalogue:product.title',
      load: () => import('./product/product-page.tsx'),
      permission: 'products.read',
    },
  ],
})
