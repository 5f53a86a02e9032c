import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askApi } from '#core/web/ask-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { enterDesk } from './enter-desk.ts'
import { linkToken } from './link-token.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

/** An invited colleague chooses name and password. */
export default function InvitePage() {
  const { t } = useTranslation()
  const [token] = useState(linkToken)
  const accept = async (body: { name: string; password: string }) => {
    await askApi('POST /api/sign-in/invite', { body: { ...body, token } })
    enterDesk()
  }
  return (
    <SignInFrame title={t('desk:invite.title')} lead={t('desk:invite.lead')}>
      <RecordForm onSubmit={accept} submitLabel={t('desk:invite.action')}>
        <Field name="name" label={t('desk:signIn.name')} required>
          <Input size="large" autoComplete="name" autoFocus />
        </Field>
        <NewPasswordField />
      </RecordForm>
    </SignInFrame>
  )
}
