import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import { useAppearance } from '#core/web/appearance.ts'
import { ErrorBoundary } from '#core/web/error-boundary.tsx'
import { queryClient } from '#core/web/query-client.ts'
import { Registry } from '#core/web/registry.ts'
import { antdTheme } from '#core/web/theme.ts'
import { nonceForStyles } from './nonce-for-styles.ts'
import { deskRooms } from './pages.ts'
import { router } from './router.tsx'
import { useAntdLocale } from './use-antd-locale.ts'

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? ''
nonceForStyles(nonce)
const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** The whole desk. */
export function Desk() {
  const { mode } = useAppearance()
  const locale = useAntdLocale()
  return (
    <ConfigProvider
      csp={{ nonce }}
      theme={antdTheme(mode, calm)}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      locale={locale}
    >
      <App message={{ maxCount: 3 }}>
        <ErrorBoundary>
          <QueryClientProvider client={queryClient}>
            <Registry value={deskRooms}>
              <RouterProvider router={router} />
            </Registry>
          </QueryClientProvider>
        </ErrorBoundary>
      </App>
    </ConfigProvider>
  )
}
