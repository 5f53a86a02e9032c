import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined, ShoppingCartOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { StockState } from './demand-types.ts'

const icons = {
  out: <CloseCircleOutlined />,
  short: <ClockCircleOutlined />,
  order: <ShoppingCartOutlined />,
  enough: <CheckCircleOutlined />,
}

/** What a stock is good for: icon and word, colour only besides. */
export function StockMark({ state }: { state: StockState }) {
  const { t } = useTranslation()
  return (
    <span className={`stock-mark ${state}`}>
      {icons[state]} {t(`insight:demand.stock.state.${state}`)}
    </span>
  )
}
