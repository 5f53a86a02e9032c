import { ImportOutlined } from '@ant-design/icons'
import { defineDeskRoom } from '#core/web/pages.ts'

export const importsDesk = defineDeskRoom({
  name: 'imports',
  pages: [
    {
      path: '/import',
      title: 'imports:list.title',
      load: () => import('./start/imports-page.tsx'),
      permission: 'imports.run',
      nav: { group: 'data', icon: ImportOutlined, order: 10 },
    },
    {
      path: '/import/$runId',
      title: 'imports:run.title',
      load: () => import('./run/run-page.tsx'),
      words: ['run'],
      permission: 'imports.run',
    },
  ],
})
