import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  LoadingOutlined,
  RollbackOutlined,
  StopOutlined,
} from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#core/web/wire.ts'
import type { findImport } from '../../contract.ts'

export type RunShown = WireReply<typeof findImport>

const SIGNS = {
  uploading: ClockCircleOutlined,
  guessed: ClockCircleOutlined,
  staging: LoadingOutlined,
  applying: LoadingOutlined,
  reverting: LoadingOutlined,
  done: CheckCircleOutlined,
  failed: CloseCircleOutlined,
  cancelled: StopOutlined,
  reverted: RollbackOutlined,
}

/** The state of an import, by sign and word. */
export function RunState({ state }: { state: RunShown['state'] }) {
  const { t } = useTranslation()
  const Sign = SIGNS[state]
  return (
    <span className={`run-state ${state}`}>
      <Sign aria-hidden="true" /> {t(`imports:state.${state}`)}
    </span>
  )
}
