import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { FormDialog } from '#core/web/form-dialog.tsx'
import { refresh } from '#core/web/query-client.ts'
import { SecretBox } from '#core/web/secret-box.tsx'
import type { WireReply } from '#core/web/wire.ts'
import type { inviteStaffCall } from '../../staff/contract.ts'
import { type RoleLine, RoleLines } from './role-lines.tsx'

interface Values {
  email: string
  name?: string
  roles: RoleLine[]
}

/** Invites somebody; without a mail server it shows the link to hand over. */
export function InviteForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const [done, setDone] = useState<WireReply<typeof inviteStaffCall> | null>(null)
  const submit = async ({ email, name, roles }: Values) => {
    const body = { email: email.trim(), roles, ...(name?.trim() && { name: name.trim() }) }
    setDone(await callApi<typeof inviteStaffCall>('POST /api/staff', { body }))
    void refresh('/api/staff')
  }
  return (
    <FormDialog title={t('team:staff.invite')} onClose={onClose} held={done?.link !== undefined && done.link !== null}>
      {done ? (
        <>
          {done.link ? (
            <SecretBox lead={t('team:staff.handOver')} secret={done.link} />
          ) : (
            <p>{t('team:staff.mailed')}</p>
          )}
          <div className="form-buttons">
            <Button type="primary" onClick={onClose}>
              {t('kit:close')}
            </Button>
          </div>
        </>
      ) : (
        <RecordForm<Values>
          initial={{ roles: [{ role: 'agent', unitId: 1 }] }}
          onSubmit={submit}
          submitLabel={t('team:staff.invite')}
          onCancel={onClose}
        >
          <Field name="email" label={t('team:email')} required>
            <Input type="email" autoFocus maxLength={254} />
          </Field>
          <Field name="name" label={t('team:personName')} hint={t('team:staff.nameHint')}>
            <Input maxLength={120} />
          </Field>
          <Field name="roles" label={t('team:staff.roles')} required rules={[]} valuePropName="value">
            <RoleLines />
          </Field>
        </RecordForm>
      )}
    </FormDialog>
  )
}
