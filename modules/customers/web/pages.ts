import { ClearOutlined, FilterOutlined, FormOutlined, TeamOutlined, UsergroupAddOutlined } from '@ant-design/icons'
import { defineDeskRoom } from '#core/web/pages.ts'

export const customersDesk = defineDeskRoom({
  name: 'customers',
  pages: [
    {
      path: '/customers',
      title: 'customers:list.title',
      load: () => import('./list/customers-page.tsx'),
      permission: 'customers.read',
      nav: { group: 'customers', icon: TeamOutlined, order: 10 },
    },
    {
      path: '/segments',
      title: 'customers:segment.title',
      load: () => import('./segments/segments-page.tsx'),
      words: ['segments'],
      permission: 'customers.read',
      nav: { group: 'customers', icon: FilterOutlined, order: 20 },
    },
    {
      path: '/segments/$segmentId',
      title: 'customers:segment.one',
      load: () => import('./segments/segment-page.tsx'),
      words: ['segments'],
      permission: 'customers.read',
    },
    {
      path: '/duplicates',
      title: 'customers:duplicates.title',
      load: () => import('./duplicates/duplicates-page.tsx'),
      words: ['duplicates'],
      permission: 'customers.merge',
      nav: { group: 'customers', icon: UsergroupAddOutlined, order: 30 },
    },
    {
      path: '/cleaning',
      title: 'customers:cleaning.title',
      load: () => import('./cleaning/cleaning-page.tsx'),
      words: ['cleaning'],
      permission: 'customers.clean',
      nav: { group: 'customers', icon: ClearOutlined, order: 35 },
    },
    {
      path: '/cleaning/rules/$rule',
      title: 'customers:cleaning.title',
      load: () => import('./cleaning/rule-page.tsx'),
      words: ['cleaning'],
      permission: 'customers.clean',
    },
    {
      path: '/cleaning/runs/$runId',
      title: 'customers:cleaning.run.title',
      load: () => import('./cleaning/run-page.tsx'),
      words: ['cleaning'],
      permission: 'customers.clean',
    },
    {
      path: '/cleaning/weights',
      title: 'customers:cleaning.weights.title',
      load: () => import('./cleaning/weights-page.tsx'),
      words: ['cleaning'],
      permission: 'customers.clean',
      setting: 'customers.quality_weights',
    },
    {
      path: '/customer-fields',
      title: 'customers:fields.title',
      load: () => import('./fields/fields-page.tsx'),
      words: ['fields'],
      permission: 'customers.fields',
      nav: { group: 'house', icon: FormOutlined, order: 55 },
    },
    {
      path: '/customers/new',
      title: 'customers:new.title',
      load: () => import('./new/new-customer-page.tsx'),
      permission: 'customers.edit',
    },
    {
      path: '/customers/$customerId',
      title: 'customers:record.title',
      load: () => import('./record/customer-page.tsx'),
      permission: 'customers.read',
    },
  ],
  parts: [
    {
      slot: 'customer.side',
      order: 20,
      permission: 'customers.read',
      load: () => import('./parts/customer-quality.tsx'),
      words: ['cleaning'],
    },
  ],
})
