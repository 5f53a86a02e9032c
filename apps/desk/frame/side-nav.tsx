import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { useSession } from '#core/web/session.ts'
import { useMay } from '#core/web/use-may.ts'
import { menuPages } from './menu-pages.ts'
import { NavList } from './nav-list.tsx'

/** The rooms a person may enter. */
export function SideNav({ isNarrow, onToggle }: { isNarrow: boolean; onToggle(): void }) {
  const { t } = useTranslation()
  const { company } = useSession()
  const pages = menuPages(useMay())
  const label = t(isNarrow ? 'desk:frame.widen' : 'desk:frame.narrow')
  return (
    <nav className="side-nav" aria-label={t('desk:frame.menu')}>
      <div className="house" title={company.name}>
        <img src={new URL('../icon.svg', import.meta.url).href} alt="" width="22" height="22" />
        {!isNarrow && <span>{company.name || t('desk:product')}</span>}
      </div>
      <div className="rooms">
        <NavList pages={pages} isNarrow={isNarrow} />
      </div>
      <button type="button" className="fold" onClick={onToggle} aria-label={label} title={label}>
        {isNarrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
      </button>
    </nav>
  )
}
