import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './list-page.css'

export interface BulkAction {
  key: string
  label: string
  icon?: React.ReactNode
  danger?: boolean
  /** Gets the keys of the chosen rows. Afterwards nothing is chosen, unless it answers `keep`. */
  run(keys: readonly string[]): unknown
}

interface BulkBarProps {
  chosen: ReadonlySet<string>
  actions: readonly BulkAction[]
  onClear(): void
  /** Stands after the count: how to choose more. */
  more?: ReactNode
}

/** What can be done with the chosen rows; there only when some are. */
export function BulkBar({ chosen, actions, onClear, more }: BulkBarProps) {
  const { t } = useTranslation()
  if (chosen.size === 0) return null
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('kit:table.bulk')}>
      <span aria-live="polite">{t('kit:table.chosen', { count: chosen.size })}</span>
      {more}
      {actions.map((action) => (
        <Button
          key={action.key}
          size="small"
          icon={action.icon}
          danger={action.danger ?? false}
          onClick={async () => {
            if ((await action.run([...chosen])) !== 'keep') onClear()
          }}
        >
          {action.label}
        </Button>
      ))}
      <Button type="text" size="small" onClick={onClear}>
        {t('kit:table.clear')}
      </Button>
    </div>
  )
}
