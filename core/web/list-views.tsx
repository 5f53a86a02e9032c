import { PlusOutlined, SaveOutlined } from '@ant-design/icons'
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

/** Brings the own view that what is shown began from up to date. */
export interface ViewUpdate {
  label: string
  run(): void
}

interface ListViewsProps {
  views: readonly SavedView[]
  onSave: (() => void) | undefined
  update: ViewUpdate | undefined
}

// What is open beside the list belongs to nobody's view.
const significant = (search: Record<string, string>) => {
  const { open: _, ...rest } = search
  return JSON.stringify(Object.entries(rest).sort())
}

/** Saved views as tabs; the one whose filters the address shows is current. */
export function ListViews({ views, onSave, update }: ListViewsProps) {
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
      {update && !current && (
        <Button type="text" size="small" icon={<SaveOutlined />} onClick={update.run}>
          {update.label}
        </Button>
      )}
      {onSave && !current && (
        <Button type="text" size="small" icon={<PlusOutlined />} onClick={onSave}>
          {t('kit:views.save')}
        </Button>
      )}
    </nav>
  )
}
