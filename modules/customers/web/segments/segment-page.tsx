import { Input } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { LeaveGuard } from '#core/web/leave-guard.tsx'
import { Money } from '#core/web/money.tsx'
import { Page } from '#core/web/page.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { refresh } from '#core/web/query-client.ts'
import { EmptyState, ErrorState, Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useGo } from '#core/web/use-go.ts'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { Condition } from '../../segment/condition.ts'
import type { addSegmentCall, changeSegmentCall, findSegmentCall } from '../../segment/contract.ts'
import { type Catalogue, useListFields } from '../list/use-list-fields.ts'
import { askedCondition } from './asked-condition.ts'
import { ConditionGroup } from './condition-group.tsx'
import { type Draft, emptyGroup, type Group, isUnfinished, newId, toCondition, toDraft } from './draft.ts'
import './segments.css'
import { type Preview, usePreview } from './use-preview.ts'

type Segment = WireReply<typeof findSegmentCall>

/** Makes or changes a segment, with its size and some members while it is edited. */
export default function SegmentPage() {
  const { t } = useTranslation()
  const { params, search } = useAddress()
  const isNew = params.segmentId === 'new'
  const answer = useCall<typeof findSegmentCall>(
    'GET /api/segments/:segmentId',
    { params: { segmentId: Number(params.segmentId) } },
    { enabled: !isNew },
  )
  const { catalogue } = useListFields()
  const crumbs = [{ title: t('customers:segment.title'), to: '/segments' }]
  if (isNew) return catalogue ? <Editor segment={null} catalogue={catalogue} asked={search} /> : null
  if (!answer.data || !catalogue) {
    return (
      <Page title={t('customers:segment.one')} crumbs={crumbs}>
        <Loaded
          of={answer}
          missing={{
            title: t('customers:segment.missing.none'),
            reason: t('customers:segment.missing.noneReason'),
            to: '/segments',
            back: t('customers:segment.missing.toList'),
          }}
        >
          {() => null}
        </Loaded>
      </Page>
    )
  }
  if (answer.data.hidden) {
    return (
      <Page title={answer.data.name} crumbs={crumbs}>
        <EmptyState title={t('customers:segment.hidden')} reason={t('customers:segment.hiddenReason')} />
      </Page>
    )
  }
  return <Editor key={`${answer.data.segmentId}.${answer.data.version}`} segment={answer.data} catalogue={catalogue} />
}

/** What stands in the way of saving, as the key of its words. */
function barredBy(name: string, group: Group): string | undefined {
  if (name.trim() === '') return 'needsName'
  if (group.items.length === 0) return 'needsCondition'
  return isUnfinished(group) ? 'needsFinish' : undefined
}

function asGroup(draft: Draft): Group {
  return draft.is === 'group' ? draft : { id: newId(), is: 'group', join: 'all', items: [draft] }
}

interface EditorProps {
  segment: Segment | null
  catalogue: Catalogue
  /** What the address proposes for a new one. */
  asked?: { name?: string; condition?: string }
}

function Editor({ segment, catalogue, asked = {} }: EditorProps) {
  const { t } = useTranslation()
  const { offered, known } = useListFields()
  const may = useMay()
  const [name, setName] = useState(segment?.name ?? asked.name ?? '')
  const [group, setGroup] = useState<Group>(() =>
    segment?.condition
      ? asGroup(toDraft(segment.condition as Condition, catalogue.items))
      : asGroup(askedCondition(asked.condition, catalogue.items) ?? emptyGroup()),
  )
  const condition = toCondition(group, catalogue.items)
  const preview = usePreview(condition)
  const [stored] = useState(() => JSON.stringify(condition))
  const isStored = segment !== null && JSON.stringify(condition) === stored
  const { save, isSaving } = useSave(segment)
  const isChanged = name !== (segment?.name ?? asked.name ?? '') || JSON.stringify(condition) !== stored
  const barred = barredBy(name, group)
  return (
    <Page
      title={segment?.name ?? t('customers:segment.new')}
      crumbs={[{ title: t('customers:segment.title'), to: '/segments' }]}
      {...(may('customers.segments') && {
        primary: {
          key: 'save',
          label: t('customers:segment.save'),
          barred: barred && t(`customers:segment.${barred}`),
          run: () => condition && save(name.trim(), condition),
        },
      })}
      more={
        segment
          ? [{ key: 'members', label: t('customers:segment.members'), to: `/customers?segment=${segment.segmentId}` }]
          : []
      }
    >
      <LeaveGuard when={() => isChanged && !isSaving.current && may('customers.segments')} />
      <div className="segment-editor">
        <section className="panel">
          <Input
            style={{ marginBottom: 12, maxWidth: 420 }}
            maxLength={120}
            value={name}
            placeholder={t('customers:segment.name')}
            aria-label={t('customers:segment.name')}
            onChange={(event) => setName(event.target.value)}
          />
          <ConditionGroup
            group={group}
            fields={known}
            offered={offered.filter(({ key }) => key !== 'segment')}
            currency={catalogue.currency}
            depth={1}
            onChange={setGroup}
          />
        </section>
        <section className="panel" aria-live="polite">
          {preview.error ? (
            <ErrorState error={preview.error} retry={() => void preview.refetch()} />
          ) : (
            <Size
              preview={condition ? preview.data : undefined}
              unfinished={group.items.some(isUnfinished)}
              all={isStored ? `/customers?segment=${segment.segmentId}` : undefined}
            />
          )}
        </section>
      </div>
    </Page>
  )
}

function useSave(segment: Segment | null) {
  const { t } = useTranslation()
  const go = useGo()
  const toast = useToast()
  // A segment just made opens under its own address, which is no leaving.
  const isSaving = useRef(false)
  const save = async (name: string, condition: Condition) => {
    isSaving.current = true
    try {
      const saved = segment
        ? await callApi<typeof changeSegmentCall>(
            'PATCH /api/segments/:segmentId',
            { params: { segmentId: segment.segmentId }, body: { name, condition } } as never,
            { ifMatch: segment.version },
          )
        : await callApi<typeof addSegmentCall>('POST /api/segments', { body: { name, condition } } as never, {
            idempotencyKey: crypto.randomUUID(),
          })
      await refresh('/api/segments', '/api/segments/:segmentId')
      toast.done(t('customers:segment.saved'))
      if (!segment) go(`/segments/${saved.segmentId}`)
    } catch (error) {
      toast.failed(error)
    } finally {
      isSaving.current = false
    }
  }
  return { save, isSaving }
}

interface SizeProps {
  preview: Preview | undefined
  unfinished: boolean
  all: string | undefined
}

/** How many there would be, and some of them; once it is stored, `all` leads to the list of them. */
function Size({ preview, unfinished, all }: SizeProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!preview) return <p className="faint">{t(`customers:segment.${unfinished ? 'unfinished' : 'nothingYet'}`)}</p>
  const count = format.number(preview.count)
  return (
    <>
      <div className="segment-count">{preview.exact ? count : t('customers:segment.about', { count })}</div>
      <div className="faint">
        {preview.exact
          ? t('customers:segment.fitting', { count: preview.count })
          : t('customers:segment.estimated', { count: preview.sampled ?? 0 })}
      </div>
      {unfinished && <p className="faint">{t('customers:segment.without')}</p>}
      <ul className="segment-sample">
        {preview.items.map((row) => (
          <li key={row.id}>
            <CustomerChip customer={{ ...row, name: row.name || t('customers:nameless') }} />
            <Money value={row.revenue} currency={row.currency} />
          </li>
        ))}
      </ul>
      {all && preview.count > preview.items.length && (
        <p className="segment-all">
          <PageLink to={all}>{t('customers:segment.all', { count: preview.count })}</PageLink>
        </p>
      )}
    </>
  )
}
