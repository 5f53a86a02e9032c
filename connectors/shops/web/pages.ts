import { ShopOutlined } from '@ant-design/icons'
import { defineDeskRoom } from '#core/web/pages.ts'

export const shopsDesk = defineDeskRoom({
  name: 'shops',
  pages: [
    {
      path: '/shops',
      title: 'shops:list.title',
      load: () => import('./shops-page.tsx'),
      words: ['page'],
      permission: 'connections.manage',
      nav: { group: 'data', icon: ShopOutlined, order: 15 },
    },
  ],
})
