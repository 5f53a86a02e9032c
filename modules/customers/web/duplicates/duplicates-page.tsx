import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { Page } from '#core/web/page.tsx'
import { refresh } from '#core/web/query-client.ts'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type {
  dismissPairCall,
  listDuplicatesCall,
  recordHouseholdCall,
  startScanCall,
} from '../../duplicates/contract.ts'
import type { mergeCustomersCall, unmergeCustomerCall } from '../../merge/contract.ts'
import { refreshAll } from '../merge/merge-dialog.tsx'
import './duplicates.css'
import { LastMergeRun, MergeAllDialog } from './merge-all.tsx'
import { PairCard } from './pair-card.tsx'
import { usePairKeys } from './use-pair-keys.ts'

type Reply = WireReply<typeof listDuplicatesCall>
export type Pair = Reply['items'][number]

export const pairKey = ({ one, other }: Pair) => `${one.id} ${other.id}`

/** Records that may be one person, the surest first, to be decided one after another, by mouse or keyboard. */
export default function DuplicatesPage() {
  const { t } = useTranslation()
  const toast = useToast()
  const [isAll, setAll] = useState(false)
  const first = useCall<typeof listDuplicatesCall>('GET /api/duplicates', { query: {} }, { live: 'duplicates' })
  const scan = async () => {
    try {
      await callApi<typeof startScanCall>('POST /api/duplicates/scan', {})
      void refresh('/api/tasks')
      toast.done(t('customers:duplicates.started'))
    } catch (error) {
      toast.failed(error)
    }
  }
  return (
    <Page
      title={t('customers:duplicates.title')}
      lead={t('customers:duplicates.lead')}
      primary={{ key: 'scan', label: t('customers:duplicates.scan'), run: () => void scan() }}
      more={[{ key: 'all', label: t('customers:duplicates.all.action'), run: () => setAll(true) }]}
    >
      <LastMergeRun />
      {isAll && <MergeAllDialog onClose={() => setAll(false)} />}
      <Loaded of={first} lines={8}>
        {(data) => (
          <>
            <ScanLine reply={data} />
            {data.open === 0 ? (
              <EmptyState
                title={t(data.scan ? 'customers:duplicates.none' : 'customers:duplicates.never')}
                reason={t(data.scan ? 'customers:duplicates.noneReason' : 'customers:duplicates.neverReason')}
              />
            ) : (
              <Queue />
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function ScanLine({ reply: { scan, open } }: { reply: Reply }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!scan) return null
  return (
    <p className="faint scan-line">
      {t('customers:duplicates.open', { count: open })} · {t('customers:duplicates.last')}{' '}
      <Moment at={scan.startedAt} />
      {t('customers:duplicates.looked', {
        records: format.number(scan.records),
        seconds: format.number(Math.round(scan.seconds)),
      })}
      {scan.merged > 0 && ` · ${t('customers:duplicates.merged', { count: scan.merged })}`}
    </p>
  )
}

function Queue() {
  const { t } = useTranslation()
  const pages = useCallPages<typeof listDuplicatesCall>(
    'GET /api/duplicates',
    { query: { limit: 20 } },
    { live: 'duplicates' },
  )
  // What was decided leaves at once; the server's answer follows.
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  const pairs = pages.rows.filter((pair) => !decided.has(pairKey(pair)))
  const decide = useDecisions((key, isDecided) =>
    setDecided((before) => {
      const next = new Set(before)
      if (isDecided) next.add(key)
      else next.delete(key)
      return next
    }),
  )
  const { at, setAt } = usePairKeys(pairs, decide)
  return (
    <>
      <p className="faint keys-hint">{t('customers:duplicates.keys')}</p>
      <div className="pairs">
        {pairs.map((pair, index) => (
          <PairCard
            key={pairKey(pair)}
            pair={pair}
            isAt={index === at}
            onAt={() => setAt(index)}
            onMerge={(keep) => void decide.merge(pair, keep)}
            onDismiss={() => void decide.dismiss(pair)}
            onHousehold={() => void decide.household(pair)}
          />
        ))}
      </div>
      {pages.hasMore && (
        <Button loading={pages.loadingMore} onClick={pages.loadMore}>
          {t('customers:duplicates.more')}
        </Button>
      )}
    </>
  )
}

export interface Decisions {
  merge(pair: Pair, keep: 'one' | 'other'): Promise<void>
  dismiss(pair: Pair): Promise<void>
  household(pair: Pair): Promise<void>
}

/** Joins or tells apart, each with the way back. */
function useDecisions(mark: (key: string, isDecided: boolean) => void): Decisions {
  const { t } = useTranslation()
  const toast = useToast()
  const undoable = useUndoToast()
  const act = async (pair: Pair, work: () => Promise<unknown>, said: string, undo: () => Promise<unknown>) => {
    mark(pairKey(pair), true)
    try {
      await work()
      undoable(said, async () => {
        await undo()
        mark(pairKey(pair), false)
        void refreshAll()
      })
    } catch (error) {
      mark(pairKey(pair), false)
      toast.failed(error)
    }
  }
  return {
    merge: (pair, keep) => {
      const [kept, joined] = keep === 'one' ? [pair.one, pair.other] : [pair.other, pair.one]
      const evidence = {
        probability: pair.probability,
        fields: pair.reasons.map(({ field, level }) => `${field}: ${level}`),
      }
      return act(
        pair,
        () =>
          callApi<typeof mergeCustomersCall>('POST /api/customers/:customerId/merge', {
            params: { customerId: kept.id },
            body: { otherIds: [joined.id], evidence },
          }),
        t('customers:merge.done', { name: joined.name || t('customers:nameless') }),
        () =>
          callApi<typeof unmergeCustomerCall>('POST /api/customers/:customerId/unmerge', {
            params: { customerId: joined.id },
          }),
      )
    },
    household: (pair) => {
      const send = (household: boolean) =>
        callApi<typeof recordHouseholdCall>('POST /api/duplicates/household', {
          body: { customerId: pair.one.id, otherId: pair.other.id, household },
        })
      return act(
        pair,
        () => send(true),
        t('customers:duplicates.related'),
        () => send(false),
      )
    },
    dismiss: (pair) => {
      const send = (dismissed: boolean) =>
        callApi<typeof dismissPairCall>('POST /api/duplicates/dismiss', {
          body: { customerId: pair.one.id, otherId: pair.other.id, dismissed },
        })
      return act(
        pair,
        () => send(true),
        t('customers:duplicates.dismissed'),
        () => send(false),
      )
    },
  }
}
