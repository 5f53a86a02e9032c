import {
  ClockCircleOutlined,
  FieldTimeOutlined,
  QuestionCircleOutlined,
  ShoppingOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

export type NeedState = 'later' | 'soon' | 'due' | 'overdue' | 'lost'

const ICONS = {
  later: ClockCircleOutlined,
  soon: FieldTimeOutlined,
  due: ShoppingOutlined,
  overdue: WarningOutlined,
  lost: QuestionCircleOutlined,
}

/** How a need stands, as an icon and a word. */
export function StateMark({ of }: { of: NeedState }) {
  const { t } = useTranslation()
  const Icon = ICONS[of]
  return (
    <span className={`need-state ${of}`} title={t(`insight:needs.stateHelp.${of}`)}>
      <Icon aria-hidden /> {t(`insight:needs.state.${of}`)}
    </span>
  )
}
