import { DashboardOutlined, ShoppingOutlined } from '@ant-design/icons'
import { defineDeskRoom } from '#core/web/pages.ts'

export const insightDesk = defineDeskRoom({
  name: 'insight',
  pages: [
    {
      path: '/overview',
      title: 'insight:overview.title',
      load: () => import('./overview/overview-page.tsx'),
      permission: 'insight.read',
      nav: { group: 'customers', icon: DashboardOutlined, order: -10 },
    },
    {
      path: '/overview/class-rule',
      title: 'insight:rule.title',
      load: () => import('./rule/class-rule-page.tsx'),
      permission: 'insight.read',
      setting: 'insight.class_rule',
    },
    {
      path: '/insight/baskets',
      title: 'insight:baskets.title',
      load: () => import('./baskets/baskets-page.tsx'),
      permission: 'insight.read',
      nav: { group: 'insight', icon: ShoppingOutlined, order: 30 },
      setting: 'insight.baskets',
    },
  ],
  parts: [
    {
      slot: 'customer.side',
      order: 10,
      permission: 'insight.read',
      load: () => import('./parts/customer-value.tsx'),
    },
    {
      slot: 'customer.side',
      order: 30,
      permission: 'insight.read',
      load: () => import('./baskets/customer-offers.tsx'),
    },
    {
      slot: 'product.main',
      order: 30,
      permission: 'insight.read',
      load: () => import('./baskets/product-together.tsx'),
    },
    {
      slot: 'import.done',
      order: 10,
      permission: 'insight.read',
      load: () => import('./parts/after-import.tsx'),
    },
  ],
})
