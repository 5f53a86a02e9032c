import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { askApi } from '#core/web/ask-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { enterDesk } from './enter-desk.ts'
import { SignInFrame } from './sign-in-frame.tsx'

/** The code of the authenticator app, or a backup code. */
export function TotpStep({ onBack }: { onBack(): void }) {
  const { t } = useTranslation()
  const confirm = async (body: { code: string }) => {
    await askApi('POST /api/sign-in/totp', { body: { code: body.code.replaceAll(' ', '') } })
    enterDesk()
  }
  return (
    <SignInFrame title={t('desk:totp.title')} lead={t('desk:totp.lead')}>
      <RecordForm onSubmit={confirm} submitLabel={t('desk:signIn.action')} onCancel={onBack}>
        <Field name="code" label={t('desk:totp.code')} required>
          <Input size="large" inputMode="numeric" autoComplete="one-time-code" autoFocus maxLength={24} />
        </Field>
      </RecordForm>
    </SignInFrame>
  )
}
