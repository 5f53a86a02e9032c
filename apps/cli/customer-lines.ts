import type { ReplyOf } from '#core/http/contract.ts'
import { dayOf } from '#core/words/dates.ts'
import type { listCustomersCall } from '#modules/customers/list/contract.ts'
import { moneyText } from './money-text.ts'
import { type TextColumn, textTable } from './text-table.ts'

type Page = ReplyOf<typeof listCustomersCall>
type Row = Page['items'][number]
type Column = TextColumn<Row>

interface Found {
  id: string
  name: string
  email: string | null
  phone: string | null
  class: string | null
  orders: number
  lastOrderAt: string | null
}

/** Some customers are known by an address only. */
const nameOf = (row: Pick<Row, 'name' | 'email' | 'phone'>) => row.name || row.email || row.phone
const className = (name: string | null | undefined) => name?.replaceAll('_', ' ')
const dayText = (moment: string | null | undefined, zone: string) => moment && dayOf(new Date(moment), zone)
const money = (amount: string | null | undefined, row: Row) => amount && moneyText(amount, row.currency ?? '')

/** Lines of a page of customers: what one looks for first, and what it is sorted by. */
export const pageLines =
  (sort: string) =>
  ({ items, next }: Page, zone: string): string[] => {
    if (items.length === 0) return ['No customers.']
    const sorted = sortedBy(sort.replace('-', ''), zone)
    const columns: Column[] = [
      { title: 'name', value: nameOf },
      { title: 'class', value: (row) => className(row.class) },
      { title: 'orders', value: (row) => row.ordersCount, isNumber: true },
      { title: 'sales', value: (row) => money(row.revenue, row), isNumber: true },
      { title: 'last order', value: (row) => dayText(row.lastOrderAt, zone) },
      ...(sorted ? [sorted] : []),
      { title: 'id', value: (row) => row.id },
    ]
    return [...textTable(columns, items), ...(next ? ['', `More: --cursor ${next}`] : [])]
  }

/** The column of a sort that the table doesn't show anyway. */
function sortedBy(key: string, zone: string): Column | undefined {
  const columns: Record<string, Column> = {
    created: { title: 'created', value: (row) => dayText(row.createdAt, zone) },
    firstOrder: { title: 'first order', value: (row) => dayText(row.firstOrderAt, zone) },
    lastInteraction: { title: 'last interaction', value: (row) => dayText(row.lastInteractionAt, zone) },
    region: { title: 'region', value: (row) => row.regionPath },
    profit: { title: 'profit', value: (row) => money(row.profit, row), isNumber: true },
    returns: { title: 'returns', value: (row) => row.returnsCount, isNumber: true },
    complaints: { title: 'complaints', value: (row) => row.complaintsCount, isNumber: true },
  }
  return columns[key]
}

/** Lines of customers found by words. */
export function foundLines({ items }: { items: readonly Found[] }, zone: string): string[] {
  if (items.length === 0) return ['No customers.']
  const columns: TextColumn<Found>[] = [
    { title: 'name', value: nameOf },
    { title: 'class', value: (row) => className(row.class) },
    { title: 'orders', value: (row) => row.orders, isNumber: true },
    { title: 'last order', value: (row) => dayText(row.lastOrderAt, zone) },
    { title: 'id', value: (row) => row.id },
  ]
  return textTable(columns, items)
}
