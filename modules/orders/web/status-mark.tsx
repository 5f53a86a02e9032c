import {
  CarOutlined,
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  CreditCardOutlined,
  InboxOutlined,
  RollbackOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Status } from '../order/order-rules.ts'
import './orders.css'

const ICONS: Record<Status, ComponentType> = {
  placed: ClockCircleOutlined,
  paid: CreditCardOutlined,
  shipped: CarOutlined,
  delivered: InboxOutlined,
  completed: CheckCircleOutlined,
  cancelled: CloseCircleOutlined,
  returned: RollbackOutlined,
}

/** The state of an order: icon and word, colour only beside them. */
export function StatusMark({ status, kind }: { status: Status; kind: 'sale' | 'return' }) {
  const { t } = useTranslation()
  const shown = kind === 'return' && status !== 'cancelled' ? 'returned' : status
  const Icon = ICONS[shown]
  return (
    <span className={`order-status ${shown}`}>
      <Icon />
      {t(kind === 'return' && shown === 'returned' ? 'orders:kind.return' : `orders:status.${shown}`)}
    </span>
  )
}
