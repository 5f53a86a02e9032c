import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import './list-page.css'
import { PageLink } from './page-link.tsx'
import { writeSearch } from './search-text.ts'
import { useAddress } from './use-address.ts'

/** A saved view: a name for filters, search and sort. */
export interface SavedView {
  key: string
  title: string
  search: Record<string, string>
}

// What is open beside the list belongs to nobody's view.
const significant = (search: Record<string, string>) => {
  const { open: _, ...rest } = search
  return JSON.stringify(Object.entries(rest).sort())
}

/** Saved views as tabs; the one whose filters the address shows is current. */
export function ListViews({ views, onSave }: { views: readonly SavedView[]; onSave: (() => void) | undefined }) {
  const { t } = useTranslation()
  const { path, search } = useAddress()
  const now = significant(search)
  const current = views.find((view) => significant(view.search) === now)
  return (
    <nav className="list-views" aria-label={t('kit:views.label')}>
      {views.map((view) => (
        <PageLink
          key={view.key}
          to={path + writeSearch(view.search)}
          className={view === current ? 'current' : undefined}
        >
          {view.title}
        </PageLink>
      ))}
      {onSave && !current && (
        <Button type="text" size="small" icon={<PlusOutlined />} onClick={onSave}>
          {t('kit:views.save')}
        </Button>
      )}
    </nav>
  )
}
