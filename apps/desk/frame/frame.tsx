import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiError } from '#core/web/api-error.ts'
import { ErrorBoundary } from '#core/web/error-boundary.tsx'
import { queryClient } from '#core/web/query-client.ts'
import { remembered } from '#core/web/remembered.ts'
import { type Session, sessionQuery } from '#core/web/session.ts'
import { ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useLive } from '#core/web/use-live.ts'
import { PageGate } from '../page-gate.tsx'
import { FirstSteps } from './first-steps.tsx'
import './frame.css'
import { PhoneBar } from './phone-bar.tsx'
import { SideNav } from './side-nav.tsx'
import { TopBar } from './top-bar.tsx'
import { useAccountLanguage } from './use-account-language.ts'

const narrow = remembered('menu-narrow', false)

/** What stands round every page for those who are signed in. */
export default function Frame() {
  const { data, error, refetch } = useQuery<Session, ApiError>(sessionQuery)
  useAccountLanguage(data?.language)
  if (data) return <FrameInside />
  // Not signed in: the sign-in page is already on its way.
  if (error?.status === 401) return null
  return error ? <ErrorState error={error} retry={() => void refetch()} /> : <LateSkeleton lines={8} />
}

function FrameInside() {
  const { t } = useTranslation()
  const { path } = useAddress()
  const [isNarrow, setNarrow] = useState(narrow.read)
  useLive('reload', () => void queryClient.invalidateQueries())
  const toggle = () => {
    narrow.write(!isNarrow)
    setNarrow(!isNarrow)
  }
  return (
    <div className={isNarrow ? 'frame narrow' : 'frame'}>
      <a href="#frame-main" className="skip-link">
        {t('desk:frame.skip')}
      </a>
      <SideNav isNarrow={isNarrow} onToggle={toggle} />
      <TopBar />
      <div className="frame-main" id="frame-main" tabIndex={-1}>
        <FirstSteps />
        <ErrorBoundary resetKey={path}>
          <PageGate>
            <Outlet />
          </PageGate>
        </ErrorBoundary>
      </div>
      <PhoneBar />
    </div>
  )
}
