import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { refresh } from '#core/web/query-client.ts'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { listSessionsCall, revokeSessionCall } from '../../sign-in/contract.ts'
import { browserName } from './browser-name.ts'
import '../team.css'

/** Where I am signed in, and how to end it there. */
export function OwnSessions() {
  const { t } = useTranslation()
  const toast = useToast()
  const sessions = useCall<typeof listSessionsCall>('GET /api/sessions', {})
  const end = async (sessionId: string) => {
    try {
      await callApi<typeof revokeSessionCall>('DELETE /api/sessions/:sessionId', { params: { sessionId } })
      toast.done(t('team:account.ended'))
    } catch (error) {
      toast.failed(error)
    }
    void refresh('/api/sessions')
  }
  return (
    <section className="panel">
      <h2>{t('team:account.sessions')}</h2>
      <Loaded of={sessions}>
        {({ sessions: all }) => (
          <ul className="session-list">
            {all.map((session) => (
              <li key={session.sessionId}>
                <span title={session.agent ?? ''}>
                  {browserName(session.agent) ?? t('team:account.unknownBrowser')}
                  <span className="faint">
                    {' '}
                    · {session.address} · <Moment at={session.seenAt} />
                  </span>
                </span>
                {session.current ? (
                  <span className="faint">{t('team:account.here')}</span>
                ) : (
                  <Button size="small" onClick={() => void end(session.sessionId)}>
                    {t('team:account.end')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  )
}
