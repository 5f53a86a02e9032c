import { SearchOutlined } from '@ant-design/icons'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TaskTray } from '#core/web/task-tray.tsx'
import { AccountMenu } from './account-menu.tsx'
import { AppearanceSwitch } from './appearance-switch.tsx'
import { KeyList } from './key-list.tsx'
import { LanguageSwitch } from './language-switch.tsx'
// Not loaded on demand: what is typed right after Ctrl K must arrive in it.
import { Palette } from './palette.tsx'

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent)

/** Search, long jobs, language, light or dark, account. */
export function TopBar() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <header className="top-bar">
      <button type="button" className="search-all" onClick={() => setOpen(true)} aria-keyshortcuts="Control+K Meta+K">
        <SearchOutlined />
        <span>{t('desk:palette.hint')}</span>
        <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <span className="grow" />
      <TaskTray />
      <LanguageSwitch onAccount />
      <AppearanceSwitch />
      <AccountMenu />
      <KeyList />
      {open && <Palette onClose={() => setOpen(false)} />}
    </header>
  )
}
