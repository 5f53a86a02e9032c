import { ApiOutlined } from '@ant-design/icons'
import { defineDeskRoom } from '#core/web/pages.ts'

export const segmentDesk = defineDeskRoom({
  name: 'segment',
  pages: [
    {
      path: '/event-sources',
      title: 'segment:sources.title',
      load: () => import('./sources-page.tsx'),
      words: ['page'],
      permission: 'connections.manage',
      nav: { group: 'data', icon: ApiOutlined, order: 20 },
    },
  ],
})
