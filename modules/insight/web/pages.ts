import { CalendarOutlined, DashboardOutlined } from '@ant-design/icons'
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
      path: '/insight/needs',
      title: 'insight:needs.title',
      load: () => import('./needs/needs-page.tsx'),
      permission: 'insight.read',
      nav: { group: 'insight', icon: CalendarOutlined, order: 20 },
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
      order: 20,
      permission: 'insight.read',
      load: () => import('./needs/customer-needs.tsx'),
    },
    {
      slot: 'import.done',
      order: 10,
      permission: 'insight.read',
      load: () => import('./parts/after-import.tsx'),
    },
  ],
})
