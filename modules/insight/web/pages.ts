import { DashboardOutlined, FundOutlined, PieChartOutlined } from '@ant-design/icons'
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
      path: '/insight/explore',
      title: 'insight:explore.title',
      load: () => import('./explore/explore-page.tsx'),
      permission: 'insight.read',
      nav: { group: 'insight', icon: PieChartOutlined, order: 80 },
    },
    {
      path: '/insight/dashboards',
      title: 'insight:explore.board.title',
      load: () => import('./explore/dashboards-page.tsx'),
      permission: 'insight.read',
      nav: { group: 'insight', icon: FundOutlined, order: 90 },
    },
    {
      path: '/insight/dashboards/$dashboardId',
      title: 'insight:explore.board.one',
      load: () => import('./explore/dashboard-page.tsx'),
      permission: 'insight.read',
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
      slot: 'import.done',
      order: 10,
      permission: 'insight.read',
      load: () => import('./parts/after-import.tsx'),
    },
  ],
})
