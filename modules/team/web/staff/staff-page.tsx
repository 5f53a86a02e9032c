import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FilterField } from '#core/web/filter-field.ts'
import { ListPage } from '#core/web/list-page.tsx'
import { Moment } from '#core/web/moment.tsx'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useListAddress } from '#core/web/use-list-address.ts'
import type { listStaffCall } from '../../staff/contract.ts'
import { unitText } from '../parts/unit-text.ts'
import { InviteForm } from './invite-form.tsx'
import type { Member } from './member.ts'
import { MemberPanel } from './member-panel.tsx'
import { StateMark } from './state-mark.tsx'

/** Who works here, with which roles. */
export default function StaffPage() {
  const { t } = useTranslation()
  const [inviting, setInviting] = useState(false)
  const states = ['active', 'invited', 'disabled'] as const
  const fields: FilterField[] = [
    {
      key: 'state',
      label: t('team:staff.state'),
      type: 'choice',
      choices: states.map((state) => ({ value: state, label: t(`team:state.${state}`) })),
    },
  ]
  const address = useListAddress(fields)
  const query = { ...address.filters, ...(address.q && { search: address.q }) }
  const list = useCallPages<typeof listStaffCall>('GET /api/staff', { query })
  return (
    <>
      <ListPage<Member>
        name="staff"
        title={t('team:staff.title')}
        primary={{ key: 'invite', label: t('team:staff.invite'), run: () => setInviting(true) }}
        searchHint={t('team:staff.search')}
        list={list}
        address={address}
        fields={fields}
        columns={useColumns()}
        rowKey={(row) => row.staffId}
        panel={{ title: (row) => row.name, body: (row) => <MemberPanel key={row.version} member={row} /> }}
      />
      {inviting && <InviteForm onClose={() => setInviting(false)} />}
    </>
  )
}

function useColumns() {
  const { t } = useTranslation()
  return [
    { key: 'name', title: t('team:personName'), render: (row: Member) => row.name },
    { key: 'email', title: t('team:email'), render: (row: Member) => row.email ?? '–' },
    {
      key: 'roles',
      title: t('team:staff.roles'),
      render: (row: Member) =>
        row.roles
          .map(({ role, unitId, unitName }) =>
            t('team:staff.roleIn', { role: t(`team:role.${role}`), unit: unitText(unitId, unitName) }),
          )
          .join('; '),
    },
    {
      key: 'state',
      title: t('team:staff.state'),
      width: 110,
      render: (row: Member) => <StateMark state={row.state} />,
    },
    {
      key: 'factor',
      title: t('team:account.twoFactor'),
      width: 120,
      optional: true,
      render: (row: Member) => t(row.twoFactor ? 'team:on' : 'team:off'),
    },
    { key: 'seen', title: t('team:staff.seen'), width: 130, render: (row: Member) => <Moment at={row.seenAt} /> },
  ]
}
