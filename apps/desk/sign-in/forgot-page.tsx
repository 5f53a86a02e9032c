import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askApi } from '#core/web/ask-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

/** Asks for a link; says the same whether the address is known or not. */
export default function ForgotPage() {
  const { t } = useTranslation()
  const [sent, setSent] = useState(false)
  const ask = async (body: { email: string }) => {
    await askApi('POST /api/sign-in/forgot', { body: { email: body.email.trim() } })
    setSent(true)
  }
  const back = <PageLink to="/sign-in">{t('desk:signIn.back')}</PageLink>
  if (sent) {
    return (
      <SignInFrame title={t('desk:forgot.sent')} lead={t('desk:forgot.sentLead')} foot={back}>
        <p>{t('desk:forgot.noMail')}</p>
      </SignInFrame>
    )
  }
  return (
    <SignInFrame title={t('desk:forgot.title')} lead={t('desk:forgot.lead')} foot={back}>
      <RecordForm onSubmit={ask} submitLabel={t('desk:forgot.action')}>
        <Field name="email" label={t('desk:signIn.email')} required>
          <Input size="large" type="email" autoComplete="username" autoFocus />
        </Field>
      </RecordForm>
    </SignInFrame>
  )
}
