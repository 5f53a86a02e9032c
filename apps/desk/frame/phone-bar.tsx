import { MenuOutlined } from '@ant-design/icons'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useMay } from '#core/web/use-may.ts'
import { menuPages } from './menu-pages.ts'
import { NavList } from './nav-list.tsx'

const AT_HAND = 4

/** On a phone: the first rooms under the thumb, the rest in a drawer. */
export function PhoneBar() {
  const { t } = useTranslation()
  const { path } = useAddress()
  const drawer = useRef<HTMLDialogElement>(null)
  const pages = menuPages(useMay())
  useEffect(() => {
    if (path) drawer.current?.close()
  }, [path])
  return (
    <>
      <nav className="phone-bar" aria-label={t('desk:frame.menu')}>
        {pages.slice(0, AT_HAND).map(({ path: to, title, nav: { icon: Icon } }) => (
          <PageLink key={to} to={to} className={path === to || path.startsWith(`${to}/`) ? 'here' : undefined}>
            <Icon />
            <span>{t(title)}</span>
          </PageLink>
        ))}
        <button type="button" onClick={() => drawer.current?.showModal()}>
          <MenuOutlined />
          <span>{t('desk:frame.all')}</span>
        </button>
      </nav>
      <dialog ref={drawer} className="phone-drawer" aria-label={t('desk:frame.menu')} closedby="any">
        <div className="rooms">
          <NavList pages={pages} />
        </div>
      </dialog>
    </>
  )
}
