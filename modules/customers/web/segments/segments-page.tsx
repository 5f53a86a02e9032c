import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { Page } from '#core/web/page.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { PlainTable } from '#core/web/plain-table.tsx'
import { refresh } from '#core/web/query-client.ts'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { changeSegmentCall, listSegmentsCall } from '../../segment/contract.ts'
import './segments.css'

type Segment = WireReply<typeof listSegmentsCall>['items'][number]

/** Every segment with its size; the size leads to the customers in it. */
export default function SegmentsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const answer = useCall<typeof listSegmentsCall>('GET /api/segments', {}, { live: 'segment' })
  const add = { key: 'new', label: t('customers:segment.new'), to: '/segments/new' }
  return (
    <Page
      title={t('customers:segment.title')}
      lead={t('customers:segment.lead')}
      {...(may('customers.segments') && { primary: add })}
    >
      <Loaded of={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('customers:segment.none')} reason={t('customers:segment.noneReason')}>
              {may('customers.segments') && <PageLink to="/segments/new">{t('customers:segment.new')}</PageLink>}
            </EmptyState>
          ) : (
            <SegmentTable items={items} />
          )
        }
      </Loaded>
    </Page>
  )
}

function SegmentTable({ items }: { items: readonly Segment[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()('customers.segments')
  const archive = useArchive()
  const size = (row: Segment) => {
    if (row.hidden) return <span className="faint">{t('customers:segment.hidden')}</span>
    if (row.size === null) return <span className="faint">{t('customers:segment.counting')}</span>
    return <PageLink to={`/customers?segment=${row.segmentId}`}>{format.number(row.size)}</PageLink>
  }
  const columns = [
    { title: t('customers:segment.name') },
    { title: t('customers:segment.size'), figure: true },
    { title: t('customers:segment.evaluated') },
    ...(may ? [{ title: t('customers:segment.action') }] : []),
  ]
  const rows = items.map((row) => [
    <PageLink key="name" to={`/segments/${row.segmentId}`}>
      {row.name}
    </PageLink>,
    size(row),
    row.evaluatedAt ? <Moment key="at" at={row.evaluatedAt} /> : '–',
    ...(may
      ? [
          <Button key="archive" type="text" size="small" disabled={row.hidden} onClick={() => void archive(row)}>
            {t('customers:segment.archive')}
          </Button>,
        ]
      : []),
  ])
  return (
    <section className="panel segment-table">
      <PlainTable label={t('customers:segment.title')} data={{ columns, rows }} />
    </section>
  )
}

function useArchive() {
  const { t } = useTranslation()
  const undoable = useUndoToast()
  const toast = useToast()
  const put = async (segmentId: number, version: number, archived: boolean) => {
    const changed = await callApi<typeof changeSegmentCall>(
      'PATCH /api/segments/:segmentId',
      { params: { segmentId }, body: { archived } },
      { ifMatch: version },
    )
    await refresh('/api/segments')
    return changed.version
  }
  return async ({ segmentId, version, name }: Segment) => {
    try {
      const now = await put(segmentId, version, true)
      undoable(t('customers:segment.archived', { name }), () => put(segmentId, now, false))
    } catch (error) {
      toast.failed(error)
    }
  }
}
