import { MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import './page.css'
import { PageLink } from './page-link.tsx'
import { useGo } from './use-go.ts'

export interface PageAction {
  key: string
  label: string
  icon?: ReactNode
  /** Either what it does or where it leads. */
  run?(): void
  to?: string
  danger?: boolean
  /** Why it can't be done now; shown on hover. */
  barred?: string | undefined
  busy?: boolean
}

export interface PageProps {
  title: string
  /** Shown instead of the plain title: the title with a mark or a chip. */
  heading?: ReactNode
  crumbs?: readonly { title: string; to: string }[]
  /** One sentence under the title. */
  lead?: ReactNode
  primary?: PageAction | undefined
  /** Everything else, in the menu. */
  more?: readonly PageAction[]
  children: ReactNode
}

/** A page of the desk: title, one primary action, the rest in a menu. */
export function Page({ title, heading, crumbs, lead, primary, more = [], children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Rapport`
  }, [title])
  return (
    <main className="page" id="page">
      <header>
        <div className="heading">
          {crumbs && crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
          {heading ?? <h1>{title}</h1>}
          {lead && <p className="lead">{lead}</p>}
        </div>
        {(primary || more.length > 0) && (
          <div className="actions">
            {primary && <PrimaryAction action={primary} />}
            {more.length > 0 && <MoreActions actions={more} />}
          </div>
        )}
      </header>
      {children}
    </main>
  )
}

function Crumbs({ crumbs }: { crumbs: readonly { title: string; to: string }[] }) {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('kit:page.crumbs')}>
      <ol className="crumbs">
        {crumbs.map((crumb) => (
          <li key={crumb.to}>
            <PageLink to={crumb.to}>{crumb.title}</PageLink>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function useRun(): (action: PageAction) => void {
  const go = useGo()
  return (action) => (action.to ? go(action.to) : action.run?.())
}

function PrimaryAction({ action }: { action: PageAction }) {
  const run = useRun()
  return (
    <Button
      type="primary"
      icon={action.icon}
      danger={action.danger ?? false}
      disabled={action.barred !== undefined}
      loading={action.busy ?? false}
      title={action.barred ?? ''}
      onClick={() => run(action)}
    >
      {action.label}
    </Button>
  )
}

function MoreActions({ actions }: { actions: readonly PageAction[] }) {
  const { t } = useTranslation()
  const run = useRun()
  const items = actions.map((action) => ({
    key: action.key,
    label: action.label,
    icon: action.icon,
    danger: action.danger ?? false,
    disabled: action.barred !== undefined,
    title: action.barred ?? '',
    onClick: () => run(action),
  }))
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button icon={<MoreOutlined />} aria-label={t('kit:page.more')} />
    </Dropdown>
  )
}
