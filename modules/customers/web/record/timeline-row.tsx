import {
  BarChartOutlined,
  CommentOutlined,
  EyeOutlined,
  FileTextOutlined,
  MailOutlined,
  MessageOutlined,
  PhoneOutlined,
  PrinterOutlined,
  RollbackOutlined,
  SearchOutlined,
  ShopOutlined,
  ShoppingOutlined,
  StarOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Moment } from '#core/web/moment.tsx'
import { Money } from '#core/web/money.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { useMay } from '#core/web/use-may.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { listInteractionsCall } from '../../interaction/contract.ts'

export type TimelineItem = WireReply<typeof listInteractionsCall>['items'][number]

const ICONS: Record<string, ComponentType> = {
  order: ShoppingOutlined,
  purchase: ShoppingOutlined,
  return: RollbackOutlined,
  cancellation: RollbackOutlined,
  call: PhoneOutlined,
  mail: MailOutlined,
  letter: FileTextOutlined,
  fax: PrinterOutlined,
  visit: ShopOutlined,
  chat: MessageOutlined,
  review: StarOutlined,
  complaint: WarningOutlined,
  browse: EyeOutlined,
  page_view: EyeOutlined,
  product_view: EyeOutlined,
  compare: EyeOutlined,
  search: SearchOutlined,
  cart: ShoppingOutlined,
  checkout: ShoppingOutlined,
  class_changed: BarChartOutlined,
}
const LONG = 280
/** Where somebody was on the shop's pages: told quietly, after what it was about. */
const ADDRESS = /^(\/|https?:\/\/)\S*$/

/** One row of the timeline: what, when, who, which way. */
export function TimelineRow({ row }: { row: TimelineItem }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const Icon = ICONS[row.kind] ?? CommentOutlined
  const body = row.body ?? ''
  const isLong = body.length > LONG
  return (
    <li className={`timeline-row ${row.direction}`}>
      <span className="icon" aria-hidden>
        <Icon />
      </span>
      <div className="what">
        <p className="line">
          <strong>{t(`customers:kindOf.${row.kind}`, { defaultValue: row.kind })}</strong>
          <Subject row={row} />
          <span className="way">
            {[
              t(`customers:direction.${row.direction}`),
              t(`customers:channel.${row.channel}`, { defaultValue: row.channel }),
              row.staffName,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </p>
        {body !== '' && (
          <p className={ADDRESS.test(body) ? 'body address' : 'body'}>
            {isLong && !open ? `${body.slice(0, LONG)}…` : body}
          </p>
        )}
        {isLong && (
          <button type="button" className="more" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('customers:timeline.less') : t('customers:timeline.more')}
          </button>
        )}
      </div>
      <Moment at={row.occurredAt} />
    </li>
  )
}

function Subject({ row }: { row: TimelineItem }) {
  const { t } = useTranslation()
  const may = useMay()
  const data = row.data ?? {}
  if (row.kind === 'class_changed') {
    const name = (value: unknown) => t(`customers:class.${String(value)}`)
    return <span>{t('customers:timeline.classChanged', { from: name(data.from), to: name(data.to) })}</span>
  }
  const { orderId, orderNumber, revenue, currency } = data
  if (typeof orderId === 'string') {
    const number = String(orderNumber ?? row.subject ?? '')
    return (
      <span className="order">
        {may('orders.read') ? <PageLink to={`/orders/${orderId}`}>{number}</PageLink> : number}{' '}
        {typeof revenue === 'string' && <Money value={revenue} currency={String(currency ?? '')} />}
      </span>
    )
  }
  const subject = row.subject ?? wordsOfSearch(row)
  const score = typeof data.score === 'number' ? data.score : null
  return (
    <>
      {subject && <span>{subject}</span>}
      {score !== null && <span className="score">{t('customers:timeline.score', { score })}</span>}
      {typeof orderNumber === 'string' && (
        <span className="faint">{t('customers:timeline.ofOrder', { number: orderNumber })}</span>
      )}
    </>
  )
}

/** What was searched for, out of the address of the search, where nothing else tells it. */
function wordsOfSearch({ kind, body }: TimelineItem): string | null {
  if (kind !== 'search' || !body?.includes('?')) return null
  const asked = new URLSearchParams(body.slice(body.indexOf('?')))
  return asked.get('q') ?? asked.get('query') ?? asked.get('keyword')
}
