import { useTranslation } from 'react-i18next'
import '../team.css'
import type { Member } from './member.ts'

const SIGNS = { active: '✓', invited: '✉', disabled: '–' }

/** Active, invited or disabled, by a sign and a word. */
export function StateMark({ state }: { state: Member['state'] }) {
  const { t } = useTranslation()
  return (
    <span className="state-mark">
      <span aria-hidden="true">{SIGNS[state]}</span> {t(`team:state.${state}`)}
    </span>
  )
}
