import { Checkbox } from 'antd'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { LeaveGuard } from '#core/web/leave-guard.tsx'
import { Page } from '#core/web/page.tsx'
import { refresh } from '#core/web/query-client.ts'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { changeRoleCall, listPermissionsCall, listRolesCall } from '../../role/contract.ts'
import { permissionText, roomText } from '../permission-text.ts'
import '../team.css'
import { useConfirmed } from '../use-confirmed.tsx'

type Role = WireReply<typeof listRolesCall>['items'][number]
type Maskable = 'name' | 'phone' | 'email' | 'address' | 'card' | 'birthday'
interface Rights {
  permissions: string[]
  masked: string[]
}

/** What each role may do, and which fields it sees masked. */
export default function RolesPage() {
  const { t } = useTranslation()
  const roles = useCall<typeof listRolesCall>('GET /api/roles', {})
  const permissions = useCall<typeof listPermissionsCall>('GET /api/permissions', {})
  const [changed, setChanged] = useState<Record<string, Rights>>({})
  const [busy, setBusy] = useState(false)
  const { confirmed, dialog } = useConfirmed()
  const toast = useToast()
  const save = async () => {
    setBusy(true)
    try {
      await confirmed(() => saveAll(roles.data?.items ?? [], changed))
      setChanged({})
      toast.done(t('team:saved'))
    } catch (error) {
      toast.failed(error)
    } finally {
      setBusy(false)
      void refresh('/api/roles', '/api/session')
    }
  }
  const none = Object.keys(changed).length === 0
  const primary = {
    key: 'save',
    label: t('team:save'),
    busy,
    run: () => void save(),
    barred: none ? t('team:unchanged') : undefined,
  }
  return (
    <Page title={t('team:roles.title')} lead={t('team:roles.lead')} primary={primary}>
      <LeaveGuard when={() => !none && !busy} />
      <section className="panel rights-box">
        <p className="rights-hint">{t('team:roles.swipe')}</p>
        <Loaded of={roles}>
          {({ items, maskable }) => (
            <Loaded of={permissions}>
              {({ items: all }) => (
                <RightsTable
                  roles={items.map((role) => ({ ...role, ...changed[role.role] }))}
                  permissions={all}
                  maskable={maskable}
                  onChange={(role, rights) => setChanged((before) => ({ ...before, [role]: rights }))}
                />
              )}
            </Loaded>
          )}
        </Loaded>
      </section>
      {dialog}
    </Page>
  )
}

async function saveAll(roles: readonly Role[], changed: Record<string, Rights>): Promise<void> {
  for (const { role, version } of roles) {
    const rights = changed[role]
    if (!rights) continue
    const body = { permissions: rights.permissions, masked: rights.masked as Maskable[] }
    await callApi<typeof changeRoleCall>('PATCH /api/roles/:role', { params: { role }, body }, { ifMatch: version })
  }
}

interface RightsTableProps {
  roles: readonly Role[]
  permissions: WireReply<typeof listPermissionsCall>['items']
  maskable: readonly string[]
  onChange(role: string, rights: Rights): void
}

function RightsTable({ roles, permissions, maskable, onChange }: RightsTableProps) {
  const { t } = useTranslation()
  const rooms = [...Map.groupBy(permissions, (permission) => permission.room)]
  const boxes = (label: string, name: string, part: 'permissions' | 'masked') =>
    roles.map((role) => (
      <td key={role.role}>
        <Checkbox
          checked={role[part].includes(name)}
          disabled={role.fixed}
          aria-label={`${t(`team:role.${role.role}`)}: ${label}`}
          onChange={({ target }) => {
            const { permissions: may, masked } = role
            const rest = role[part].filter((one) => one !== name)
            onChange(role.role, { permissions: may, masked, [part]: target.checked ? [...rest, name] : rest })
          }}
        />
      </td>
    ))
  return (
    <table className="rights">
      <thead>
        <tr>
          <th scope="col">{t('team:roles.may')}</th>
          {roles.map((role) => (
            <th key={role.role} scope="col">
              {t(`team:role.${role.role}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rooms.map(([room, own]) => (
          <Fragment key={room}>
            <GroupRow title={roomText(room)} span={roles.length + 1} />
            {own.map((permission) => (
              <tr key={permission.name}>
                <th scope="row">{permissionText(permission)}</th>
                {boxes(permissionText(permission), permission.name, 'permissions')}
              </tr>
            ))}
          </Fragment>
        ))}
        <GroupRow title={t('team:roles.masked')} span={roles.length + 1} />
        {maskable.map((name) => (
          <tr key={name}>
            <th scope="row">{t(`team:masked.${name}`)}</th>
            {boxes(t(`team:masked.${name}`), name, 'masked')}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const GroupRow = ({ title, span }: { title: string; span: number }) => (
  <tr className="room">
    <th scope="colgroup" colSpan={span}>
      {title}
    </th>
  </tr>
)
