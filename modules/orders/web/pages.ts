import { ShoppingOutlined } from '@ant-design/icons'
import { defineDeskRoom } from '#core/web/pages.ts'

export const ordersDesk = defineDeskRoom({
  name: 'orders',
  pages: [
    {
      path: '/orders',
      title: 'orders:list.title',
      load: () => import('./list/order-list-page.tsx'),
      permission: 'orders.read',
      nav: { group: 'trade', icon: ShoppingOutlined, order: 10 },
    },
    {
      path: '/orders/new',
      title: 'orders:new.title',
      load: () => import('./new/new-order-page.tsx'),
      permission: 'orders.write',
    },
    {
      path: '/orders/$orderId',
      title: 'orders:order.title',
      load: () => import('./order/order-page.tsx'),
      permission: 'orders.read',
    },
  ],
  parts: [
    {
      slot: 'customer.main',
      order: 20,
      permission: 'orders.read',
      load: () => import('./parts/customer-orders.tsx'),
    },
    {
      slot: 'product.main',
      order: 20,
      permission: 'orders.read',
      load: () => import('./parts/product-sales.tsx'),
    },
  ],
})
