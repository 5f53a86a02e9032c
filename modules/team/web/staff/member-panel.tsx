import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { refresh } from '#core/web/query-client.ts'
import { SecretBox } from '#core/web/secret-box.tsx'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useToast } from '#core/web/use-toast.ts'
import type { changeStaffCall, inviteAgainCall } from '../../staff/contract.ts'
import type { Member } from './member.ts'
import { type RoleLine, RoleLines } from './role-lines.tsx'
import { StateMark } from './state-mark.tsx'

interface Values {
  name: string
  email: string
  roles: RoleLine[]
}

const change = (member: Pick<Member, 'staffId' | 'version'>, body: Partial<Values> & { disabled?: boolean }) =>
  callApi<typeof changeStaffCall>(
    'PATCH /api/staff/:staffId',
    { params: { staffId: member.staffId }, body },
    { ifMatch: member.version },
  )

/** One member of staff: name, e-mail, roles; disable or enable; invite again. */
export function MemberPanel({ member }: { member: Member }) {
  const { t } = useTranslation()
  const toast = useToast()
  const submit = async ({ name, email, roles }: Values) => {
    const mail = email?.trim()
    await change(member, { name, roles, ...(mail && mail !== member.email && { email: mail }) })
    toast.done(t('team:saved'))
    void refresh('/api/staff')
  }
  const roles = member.roles.map(({ role, unitId }) => ({ role, unitId }))
  return (
    <>
      <p>
        <StateMark state={member.state} />
      </p>
      <RecordForm<Values>
        initial={{ name: member.name, email: member.email ?? '', roles }}
        onSubmit={submit}
        submitLabel={t('team:save')}
      >
        <Field name="name" label={t('team:personName')} required>
          <Input maxLength={120} />
        </Field>
        <Field name="email" label={t('team:email')} required>
          <Input type="email" maxLength={254} />
        </Field>
        <Field
          name="roles"
          label={t('team:staff.roles')}
          required
          valuePropName="value"
          hint={t('team:staff.rolesHint')}
        >
          <RoleLines />
        </Field>
      </RecordForm>
      <MemberActions member={member} />
    </>
  )
}

function MemberActions({ member }: { member: Member }) {
  const { t } = useTranslation()
  const toast = useToast()
  const undo = useUndoToast()
  const [link, setLink] = useState<string | null>(null)
  const disabled = member.state === 'disabled'
  const put = async (to: boolean, version = member.version) => {
    const after = await change({ staffId: member.staffId, version }, { disabled: to })
    void refresh('/api/staff')
    return after
  }
  const toggle = async () => {
    try {
      const after = await put(!disabled)
      const said = t(disabled ? 'team:staff.enabled' : 'team:staff.disabledDone', { name: member.name })
      undo(said, () => put(disabled, after.version).then(() => undefined))
    } catch (error) {
      toast.failed(error)
    }
  }
  const inviteAgain = async () => {
    try {
      const params = { staffId: member.staffId }
      const done = await callApi<typeof inviteAgainCall>('POST /api/staff/:staffId/invite', { params })
      if (done.link) setLink(done.link)
      else toast.done(t('team:staff.mailed'))
    } catch (error) {
      toast.failed(error)
    }
  }
  return (
    <>
      <div className="form-buttons">
        {member.state === 'invited' && (
          <Button onClick={() => void inviteAgain()}>{t('team:staff.inviteAgain')}</Button>
        )}
        <Button danger={!disabled} onClick={() => void toggle()}>
          {t(disabled ? 'team:staff.enable' : 'team:staff.disable')}
        </Button>
      </div>
      {link && <SecretBox lead={t('team:staff.handOver')} secret={link} />}
    </>
  )
}
