import { useTranslation } from 'react-i18next'
import { ClassMark } from '#core/web/class-mark.tsx'
import { Moment } from '#core/web/moment.tsx'
import type { CustomerValueReply } from './customer-value.tsx'

/** Former classes, newest first; only worth showing once there was a change. */
export function ClassHistory({ history }: { history: CustomerValueReply['history'] }) {
  const { t } = useTranslation()
  if (history.length < 2) return null
  return (
    <details>
      <summary>{t('insight:value.history')}</summary>
      <ul className="history">
        {history.map((entry) => (
          <li key={entry.at}>
            {entry.class ? <ClassMark of={entry.class} named /> : t('insight:changes.unscored')}{' '}
            <Moment at={entry.at} />
          </li>
        ))}
      </ul>
    </details>
  )
}
