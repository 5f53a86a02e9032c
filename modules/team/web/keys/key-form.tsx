import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { FormDialog } from '#core/web/form-dialog.tsx'
import { refresh } from '#core/web/query-client.ts'
import { SecretBox } from '#core/web/secret-box.tsx'
import { useSession } from '#core/web/session.ts'
import { useCall } from '#core/web/use-call.ts'
import type { addKeyCall } from '../../key/contract.ts'
import type { listPermissionsCall } from '../../role/contract.ts'
import { permissionText } from '../permission-text.ts'
import { useConfirmed } from '../use-confirmed.tsx'
import { useUnitChoices } from '../use-unit-choices.ts'

interface Values {
  name: string
  permissions: string[]
  unitIds?: number[]
  days?: number
}

const DAY_MS = 86_400_000

/** Makes a key and shows its secret once. */
export function KeyForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const [key, setKey] = useState<string | null>(null)
  const { confirmed, dialog } = useConfirmed()
  const submit = async ({ name, permissions, unitIds = [], days = 0 }: Values) => {
    const expiresAt = days ? new Date(Date.now() + days * DAY_MS).toISOString() : null
    const body = { name: name.trim(), permissions, unitIds: unitIds.length > 0 ? unitIds : null, expiresAt }
    const made = await confirmed(() => callApi<typeof addKeyCall>('POST /api/keys', { body }))
    setKey(made.key)
    void refresh('/api/keys')
  }
  return (
    <FormDialog title={t('team:keys.add')} onClose={onClose} held={key !== null}>
      {key ? (
        <>
          <SecretBox lead={t('team:keys.once')} secret={key} />
          <div className="form-buttons">
            <Button type="primary" onClick={onClose}>
              {t('kit:close')}
            </Button>
          </div>
        </>
      ) : (
        <RecordForm<Values>
          initial={{ days: 365 }}
          onSubmit={submit}
          submitLabel={t('team:keys.add')}
          onCancel={onClose}
        >
          <KeyFields />
        </RecordForm>
      )}
      {dialog}
    </FormDialog>
  )
}

function KeyFields() {
  const { t } = useTranslation()
  const { permissions: mine } = useSession()
  const { data } = useCall<typeof listPermissionsCall>('GET /api/permissions', {})
  const units = useUnitChoices()
  const grantable = (data?.items ?? []).filter((permission) => mine.includes(permission.name))
  const ends = [30, 90, 365, 0]
  return (
    <>
      <Field name="name" label={t('team:name')} hint={t('team:keys.nameHint')} required>
        <Input autoFocus maxLength={120} />
      </Field>
      <Field name="permissions" label={t('team:roles.may')} required valuePropName="value">
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={grantable.map((one) => ({ value: one.name, label: permissionText(one) }))}
        />
      </Field>
      <Field name="unitIds" label={t('team:keys.units')} hint={t('team:keys.unitsHint')} valuePropName="value">
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={units.map(({ value, label }) => ({ value, label }))}
        />
      </Field>
      <Field name="days" label={t('team:keys.ends')} required valuePropName="value">
        <Select
          options={ends.map((days) => ({
            value: days,
            label: days ? t('team:keys.days', { count: days }) : t('team:keys.never'),
          }))}
        />
      </Field>
    </>
  )
}
