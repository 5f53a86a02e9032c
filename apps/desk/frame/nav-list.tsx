import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { useAddress } from '#core/web/use-address.ts'
import type { MenuPage } from './menu-pages.ts'

const isHere = (path: string, page: string) => path === page || path.startsWith(`${page}/`)

/** Links of the menu under their headings. */
export function NavList({ pages, isNarrow = false }: { pages: readonly MenuPage[]; isNarrow?: boolean }) {
  const { t } = useTranslation()
  const { path } = useAddress()
  return pages.map((page, index) => {
    const opensGroup = page.nav.group !== pages[index - 1]?.nav.group
    const Icon = page.nav.icon
    return (
      <Fragment key={page.path}>
        {opensGroup && <span className="group">{isNarrow ? '' : t(`desk:group.${page.nav.group}`)}</span>}
        <span title={isNarrow ? t(page.title) : undefined}>
          <PageLink to={page.path} className={isHere(path, page.path) ? 'room here' : 'room'} label={t(page.title)}>
            <Icon />
            {!isNarrow && <span>{t(page.title)}</span>}
          </PageLink>
        </span>
      </Fragment>
    )
  })
}
