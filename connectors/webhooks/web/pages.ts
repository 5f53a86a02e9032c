import { SendOutlined } from '@ant-design/icons'
import { defineDeskRoom } from '#core/web/pages.ts'

export const webhooksDesk = defineDeskRoom({
  name: 'webhooks',
  pages: [
    {
      path: '/webhooks',
      title: 'webhooks:list.title',
      load: () => import('./webhooks-page.tsx'),
      words: ['page'],
      permission: 'webhooks.manage',
      nav: { group: 'data', icon: SendOutlined, order: 30 },
    },
  ],
})
