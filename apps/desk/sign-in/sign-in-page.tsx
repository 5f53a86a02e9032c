import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askApi } from '#core/web/ask-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { enterDesk } from './enter-desk.ts'
import { SignInFrame } from './sign-in-frame.tsx'
import { TotpStep } from './totp-step.tsx'

/** E-mail and password, then the code where a second factor is on. */
export default function SignInPage() {
  const { t } = useTranslation()
  const [step, setStep] = useState<'password' | 'totp'>('password')
  if (step === 'totp') return <TotpStep onBack={() => setStep('password')} />
  const signIn = async (body: { email: string; password: string }) => {
    const { next } = await askApi<{ next: string }>('POST /api/sign-in', {
      body: { ...body, email: body.email.trim() },
    })
    if (next === 'totp') setStep('totp')
    else enterDesk()
  }
  return (
    <SignInFrame
      title={t('desk:signIn.title')}
      foot={<PageLink to="/sign-in/forgot">{t('desk:signIn.forgot')}</PageLink>}
    >
      <RecordForm onSubmit={signIn} submitLabel={t('desk:signIn.action')}>
        <Field name="email" label={t('desk:signIn.email')} required>
          <Input size="large" type="email" autoComplete="username" autoFocus />
        </Field>
        <Field name="password" label={t('desk:signIn.password')} required>
          <Input.Password size="large" autoComplete="current-password" />
        </Field>
      </RecordForm>
    </SignInFrame>
  )
}
