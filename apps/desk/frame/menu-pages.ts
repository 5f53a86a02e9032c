import type { DeskPage, NavGroup } from '#core/web/pages.ts'
import { deskRooms } from '../pages.ts'

export type MenuPage = DeskPage & { nav: NonNullable<DeskPage['nav']> }

const GROUPS: readonly NavGroup[] = ['customers', 'trade', 'marketing', 'service', 'insight', 'data', 'house']

/** The pages of the menu that a person may enter, in their order. */
export function menuPages(may: (permission: string) => boolean): MenuPage[] {
  return deskRooms
    .flatMap((room) => room.pages)
    .filter((page): page is MenuPage => page.nav !== undefined && may(page.permission))
    .sort((a, b) => GROUPS.indexOf(a.nav.group) - GROUPS.indexOf(b.nav.group) || a.nav.order - b.nav.order)
}
