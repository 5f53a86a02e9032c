import { CloseOutlined, ExpandAltOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isDialogOpen } from './open-dialog.ts'
import './side-panel.css'
import { useGo } from './use-go.ts'

interface SidePanelProps {
  title: ReactNode
  /** Address of the full page. */
  to?: string
  onClose(): void
  children: ReactNode
}

/** What a row is, beside its list; Escape closes it. On a narrow screen it lies over the list. */
export function SidePanel({ title, to, onClose, children }: SidePanelProps) {
  const { t } = useTranslation()
  const go = useGo()
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isDialogOpen()) close.current()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <aside className="side-panel" aria-label={t('kit:panel.label')}>
      <header>
        <h2>{title}</h2>
        {to && (
          <Button
            type="text"
            size="small"
            icon={<ExpandAltOutlined />}
            aria-label={t('kit:panel.openPage')}
            title={t('kit:panel.openPage')}
            onClick={() => go(to)}
          />
        )}
        <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('kit:close')} onClick={onClose} />
      </header>
      <div className="inside">{children}</div>
    </aside>
  )
}
