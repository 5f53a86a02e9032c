import {
  DashboardOutlined,
  DotChartOutlined,
  FundOutlined,
  SafetyCertificateOutlined,
  TableOutlined,
} from '@ant-design/icons'
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
      path: '/insight/value',
      title: 'insight:potential.title',
      load: () => import('./potential/potential-page.tsx'),
      permission: 'insight.read',
      nav: { group: 'insight', icon: DotChartOutlined, order: 10 },
    },
    {
      path: '/insight/value/policies',
      title: 'insight:policy.title',
      load: () => import('./potential/policies-page.tsx'),
      permission: 'insight.read',
      setting: 'insight.class_policies',
    },
    {
      path: '/insight/models',
      title: 'insight:track.title',
      load: () => import('./track/models-page.tsx'),
      permission: 'insight.read',
      nav: { group: 'insight', icon: SafetyCertificateOutlined, order: 90 },
    },
    {
      path: '/insight/customers/$customerId',
      title: 'insight:predict.pageTitle',
      load: () => import('./predict/prediction-page.tsx'),
      permission: 'insight.read',
    },
    {
      path: '/insight/usage',
      title: 'insight:usage.title',
      load: () => import('./usage/usage-page.tsx'),
      permission: 'insight.read',
      nav: { group: 'insight', icon: TableOutlined, order: 30 },
    },
    {
      path: '/insight/usage/customers',
      title: 'insight:usage.first',
      load: () => import('./usage/usage-customers-page.tsx'),
      permission: 'insight.read',
    },
    {
      path: '/insight/usage/rule',
      title: 'insight:usage.rule.title',
      load: () => import('./usage/usage-rule-page.tsx'),
      permission: 'insight.read',
      setting: 'insight.usage',
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
      slot: 'customer.side',
      order: 15,
      permission: 'insight.read',
      load: () => import('./parts/customer-prediction.tsx'),
    },
    {
      slot: 'customer.side',
      order: 40,
      permission: 'insight.read',
      load: () => import('./parts/customer-usage.tsx'),
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
