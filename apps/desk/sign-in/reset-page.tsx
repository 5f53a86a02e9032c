import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askApi } from '#core/web/ask-api.ts'
import { RecordForm } from '#core/web/form.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { linkToken } from './link-token.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

/** A new password by the mailed link. */
export default function ResetPage() {
  const { t } = useTranslation()
  const [token] = useState(linkToken)
  const [done, setDone] = useState(false)
  const reset = async (body: { password: string }) => {
    await askApi('POST /api/sign-in/reset', { body: { ...body, token } })
    setDone(true)
  }
  if (done) {
    return (
      <SignInFrame title={t('desk:reset.done')} lead={t('desk:reset.doneLead')}>
        <PageLink to="/sign-in">{t('desk:signIn.action')}</PageLink>
      </SignInFrame>
    )
  }
  return (
    <SignInFrame title={t('desk:reset.title')} lead={t('desk:reset.lead')}>
      <RecordForm onSubmit={reset} submitLabel={t('desk:reset.action')}>
        <NewPasswordField />
      </RecordForm>
    </SignInFrame>
  )
}
