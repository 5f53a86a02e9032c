import { defineDeskRoom } from '#core/web/pages.ts'

export const customersDesk = defineDeskRoom({
  name: 'customers',
  pages: [
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
})
