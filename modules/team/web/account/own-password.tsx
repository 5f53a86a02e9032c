import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { changePasswordCall } from '../../sign-in/contract.ts'

interface Values {
  current: string
  password: string
}

/** Changing my password. */
export function OwnPassword() {
  const { t } = useTranslation()
  const toast = useToast()
  const [round, setRound] = useState(0)
  const submit = async (body: Values) => {
    await callApi<typeof changePasswordCall>('POST /api/session/password', { body })
    toast.done(t('team:account.passwordChanged'))
    void refresh('/api/session')
    setRound(round + 1)
  }
  return (
    <section className="panel">
      <h2>{t('team:account.password')}</h2>
      <p className="faint">{t('team:account.passwordHint')}</p>
      <RecordForm<Values> key={round} onSubmit={submit} submitLabel={t('team:account.changePassword')}>
        <Field name="current" label={t('team:account.currentPassword')} required>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Field>
        <Field
          name="password"
          label={t('team:account.newPassword')}
          required
          rules={[{ min: 10, message: t('team:account.tooShort', { count: 10 }) }]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Field>
      </RecordForm>
    </section>
  )
}
