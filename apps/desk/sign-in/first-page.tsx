import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askApi } from '#core/web/ask-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { useToast } from '#core/web/use-toast.ts'
import { enterDesk } from './enter-desk.ts'
import { linkToken } from './link-token.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

interface FirstOwner {
  email: string
  name: string
  password: string
}

/** The first owner comes by the printed link: says who they are, or looks round first. */
export default function FirstPage() {
  const { t } = useTranslation()
  const toast = useToast()
  const [token] = useState(linkToken)
  const [entering, setEntering] = useState(false)
  const introduce = async (owner: FirstOwner) => {
    const body = { ...owner, email: owner.email.trim(), ...(token && { token }) }
    await askApi('POST /api/sign-in/first', { body })
    enterDesk()
  }
  const lookRound = async () => {
    setEntering(true)
    try {
      if (token) await askApi('POST /api/sign-in/link', { body: { token } })
      enterDesk()
    } catch (error) {
      setEntering(false)
      toast.failed(error)
    }
  }
  return (
    <SignInFrame
      title={t('desk:first.title')}
      lead={t('desk:first.lead')}
      foot={
        <Button type="link" size="small" loading={entering} onClick={() => void lookRound()}>
          {t('desk:first.later')}
        </Button>
      }
    >
      <RecordForm onSubmit={introduce} submitLabel={t('desk:first.action')}>
        <Field name="name" label={t('desk:signIn.name')} required>
          <Input size="large" autoComplete="name" autoFocus />
        </Field>
        <Field name="email" label={t('desk:signIn.email')} required>
          <Input size="large" type="email" autoComplete="username" />
        </Field>
        <NewPasswordField />
      </RecordForm>
    </SignInFrame>
  )
}
