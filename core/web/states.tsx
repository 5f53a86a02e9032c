import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from './api-error.ts'
import { errorText } from './error-text.ts'
import { PageLink } from './page-link.tsx'
import './states.css'
import { useLate } from './use-late.ts'

const WIDTHS = [92, 78, 85, 60, 88, 70]

/** Grey lines, only once waiting has lasted 200 ms. */
export function LateSkeleton({ lines = 5 }: { lines?: number }) {
  const late = useLate(true)
  const { t } = useTranslation()
  if (!late) return null
  return (
    <div className="late-skeleton" role="status" aria-label={t('kit:loading')}>
      {Array.from({ length: lines }, (_, line) => (
        // biome's key rule: the lines never change their order.
        <div key={WIDTHS[line % WIDTHS.length] ?? line} style={{ width: `${WIDTHS[line % WIDTHS.length]}%` }} />
      ))}
    </div>
  )
}

/** Nothing here: why, and the next step. */
export function EmptyState({ title, reason, children }: { title: string; reason?: ReactNode; children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {reason && <p>{reason}</p>}
      {children && <div className="actions">{children}</div>}
    </div>
  )
}

/** What went wrong, what to do, and the request id that finds it in the log. */
export function ErrorState({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const requestId = error instanceof ApiError ? error.requestId : ''
  return (
    <div className="state" role="alert">
      <h2>{t('kit:error.title')}</h2>
      <p>{errorText(error)}</p>
      {retry && (
        <div className="actions">
          <Button onClick={retry}>{t('kit:error.retry')}</Button>
        </div>
      )}
      {requestId && <span className="request-id">{t('kit:error.request', { id: requestId })}</span>}
    </div>
  )
}

/** Of a page of one record: what there is none of, and where the others are. */
export interface Missing {
  title: string
  reason?: string
  to: string
  back: string
}

/** No such record; an address that holds no id is none either. */
const isMissing = (error: unknown) =>
  error instanceof ApiError && (error.status === 404 || (error.status === 400 && error.details.part === 'path'))

function MissingState({ title, reason, to, back }: Missing) {
  return (
    <EmptyState title={title} reason={reason}>
      <PageLink to={to}>{back}</PageLink>
    </EmptyState>
  )
}

interface Answer<T> {
  data: T | undefined
  error: unknown
  isPending: boolean
  refetch(): unknown
}

/** Shows an answer of `useCall`, or its waiting, or its failure: `<Loaded of={customer}>{(c) => …}</Loaded>`. */
export function Loaded<T>({
  of,
  lines = 5,
  missing,
  children,
}: {
  of: Answer<T>
  lines?: number
  missing?: Missing
  children: (data: T) => ReactNode
}) {
  // An answer that is already there stays, also when asking again failed: old figures beat none.
  if (of.data !== undefined && of.data !== null) return children(of.data)
  if (missing && isMissing(of.error)) return <MissingState {...missing} />
  if (of.error) return <ErrorState error={of.error} retry={() => void of.refetch()} />
  return <LateSkeleton lines={lines} />
}
