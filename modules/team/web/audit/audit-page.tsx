import { useTranslation } from 'react-i18next'
import { actorText } from '#core/web/actor-text.ts'
import { callApi } from '#core/web/call-api.ts'
import { type FilterField, readChoices, readRange } from '#core/web/filter-field.ts'
import { ListPage } from '#core/web/list-page.tsx'
import { Moment } from '#core/web/moment.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useListAddress } from '#core/web/use-list-address.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { listAuditActionsCall, listAuditCall } from '../../audit/contract.ts'
import type { listColleaguesCall } from '../../staff/contract.ts'
import '../team.css'
import { actionText } from './action-text.ts'
import { EntryTarget } from './entry-target.tsx'

type Entry = WireReply<typeof listAuditCall>['items'][number]

/** Who did what, when, to which record. */
export default function AuditPage() {
  const { t } = useTranslation()
  const fields = useFields()
  const address = useListAddress(fields)
  const { actor, action, at, customer } = address.filters
  const query = {
    ...readRange(at),
    ...(actor && { actor: readChoices(actor) }),
    ...(action && { action: readChoices(action) }),
    ...(customer && { customer }),
  }
  const list = useCallPages<typeof listAuditCall>('GET /api/audit', { query })
  return (
    <ListPage<Entry>
      name="audit"
      title={t('team:audit.title')}
      lead={t('team:audit.lead')}
      list={list}
      address={address}
      fields={fields}
      columns={[
        {
          key: 'at',
          title: t('team:audit.at'),
          width: 190,
          render: (row: Entry) => <Moment at={row.at} exact="second" />,
        },
        {
          key: 'who',
          title: t('team:audit.who'),
          width: 160,
          render: (row: Entry) => actorText(row.actorName, row.actorKind) || t('team:audit.stranger'),
        },
        { key: 'action', title: t('team:audit.action'), render: (row: Entry) => actionText(row.action) },
        { key: 'target', title: t('team:audit.target'), render: (row: Entry) => <EntryTarget entry={row} /> },
        {
          key: 'address',
          title: t('team:audit.address'),
          width: 130,
          optional: true,
          render: (row: Entry) => row.address ?? '–',
        },
      ]}
      rowKey={(row) => row.entryId}
      panel={{ title: (row) => actionText(row.action), body: (row) => <EntryFacts entry={row} /> }}
    />
  )
}

function useFields(): FilterField[] {
  const { t } = useTranslation()
  const { data } = useCall<typeof listAuditActionsCall>('GET /api/audit/actions', {})
  const people = async () => {
    const { items } = await callApi<typeof listColleaguesCall>('GET /api/colleagues', {})
    return items.map(({ staffId, name }) => ({ value: staffId, label: name }))
  }
  return [
    { key: 'actor', label: t('team:audit.who'), type: 'choice', choices: people },
    {
      key: 'action',
      label: t('team:audit.action'),
      type: 'choice',
      choices: (data?.items ?? []).map((action) => ({ value: action, label: actionText(action) })),
    },
    { key: 'at', label: t('team:audit.at'), type: 'date' },
    { key: 'customer', label: t('team:audit.customer'), type: 'text' },
  ]
}

function EntryFacts({ entry }: { entry: Entry }) {
  const { t } = useTranslation()
  return (
    <>
      <dl className="facts">
        <dt>{t('team:audit.at')}</dt>
        <dd>
          <Moment at={entry.at} exact="second" />
        </dd>
        <dt>{t('team:audit.who')}</dt>
        <dd>{actorText(entry.actorName, entry.actorKind) || t('team:audit.stranger')}</dd>
        {entry.customerId && (
          <>
            <dt>{t('team:audit.customer')}</dt>
            <dd>
              <PageLink to={`/customers/${entry.customerId}`}>{entry.customerId}</PageLink>
            </dd>
          </>
        )}
        <dt>{t('team:audit.target')}</dt>
        <dd>
          <EntryTarget entry={entry} />
          {entry.target && <div className="faint">{entry.target}</div>}
        </dd>
        <dt>{t('team:audit.address')}</dt>
        <dd>{entry.address ?? '–'}</dd>
        <dt>{t('team:audit.request')}</dt>
        <dd>{entry.requestId ?? '–'}</dd>
      </dl>
      <pre className="audit-details">{JSON.stringify(entry.details, null, 2)}</pre>
    </>
  )
}
