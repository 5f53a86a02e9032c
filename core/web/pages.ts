import type { ComponentType } from 'react'

/** Headings of the menu on the left. */
export type NavGroup = 'customers' | 'trade' | 'marketing' | 'service' | 'insight' | 'data' | 'house'

export interface DeskPage {
  /** `/customers/$customerId`; `$name` is a parameter. */
  path: `/${string}`
  /** Key of its title: `customers:list.title`. */
  title: string
  load: () => Promise<{ default: ComponentType }>
  /** Folders beside `pages.ts` whose words it needs besides the room's: `['needs']` is `./needs/words/`. */
  words?: readonly string[]
  /** Permission to enter; `signed-in` for everybody. */
  permission: string
  /** Present when it stands in the menu. */
  nav?: { group: NavGroup; icon: ComponentType; order: number }
  /** Name of the setting that is edited here; the page of settings leads to it. */
  setting?: string
}

/** Places where other rooms hang their parts, with what each hands over. */
export interface SlotProps {
  'customer.header': { customerId: string }
  'customer.main': { customerId: string }
  'customer.side': { customerId: string }
  'product.main': { productId: string }
  overview: Record<string, never>
  /** Under the result of a finished import. */
  'import.done': { finishedAt: string }
}

export type SlotName = keyof SlotProps

/** A part that a room hangs into another room's page. */
export type SlotPart = {
  [Name in SlotName]: {
    slot: Name
    /** Lower stands first. */
    order: number
    permission: string
    load: () => Promise<{ default: ComponentType<SlotProps[Name]> }>
    /** As of a page. */
    words?: readonly string[]
  }
}[SlotName]

/** What a room brings to the desk: `modules/<room>/web/pages.ts` exports one, `apps/desk/pages.ts` lists them. */
export interface DeskRoom {
  /** Name of the room and of its words. */
  name: string
  pages: readonly DeskPage[]
  parts?: readonly SlotPart[]
}

export const defineDeskRoom = (room: DeskRoom): DeskRoom => room
