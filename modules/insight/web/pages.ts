import { DashboardOutlined, FundOutlined } from '@ant-design/icons'
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
      path: '/insight/demand',
      title: 'insight:demand.title',
      load: () => import('./demand/demand-page.tsx'),
      permission: 'insight.read',
      nav: { group: 'insight', icon: FundOutlined, order: 50 },
    },
    {
      path: '/insight/demand/rule',
      title: 'insight:demand.rule.title',
      load: () => import('./demand/demand-rule-page.tsx'),
      permission: 'insight.read',
      setting: 'insight.demand',
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
      slot: 'product.main',
      order: 30,
      permission: 'insight.read',
      load: () => import('./parts/product-demand.tsx'),
    },
    {
      slot: 'import.done',
      order: 10,
      permission: 'insight.read',
      load: () => import('./parts/after-import.tsx'),
    },
  ],
})
