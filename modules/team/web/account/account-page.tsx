import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { changeLanguage } from '#core/web/i18n.ts'
import { Page } from '#core/web/page.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useSession } from '#core/web/session.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { changeSessionCall } from '../../sign-in/contract.ts'
import { OwnPassword } from './own-password.tsx'
import { OwnSessions } from './own-sessions.tsx'
import { OwnTwoFactor } from './own-two-factor.tsx'

interface Values {
  name: string
  language: 'zh-CN' | 'en'
}

/** My name, language, password, second factor, and where I am signed in. */
export default function AccountPage() {
  const { t } = useTranslation()
  const toast = useToast()
  const { actor, language } = useSession()
  const submit = async (values: Values) => {
    await callApi<typeof changeSessionCall>('PATCH /api/session', { body: values })
    await changeLanguage(values.language)
    await refresh('/api/session')
    toast.done(t('team:saved'))
  }
  const languages = [
    { value: 'zh-CN', label: t('team:language.zh') },
    { value: 'en', label: t('team:language.en') },
  ]
  return (
    <Page title={t('team:account.title')} lead={actor.email}>
      <section className="panel">
        <h2>{t('team:account.me')}</h2>
        <RecordForm<Values>
          initial={{ name: actor.name, language: language === 'en' ? 'en' : 'zh-CN' }}
          onSubmit={submit}
          submitLabel={t('team:save')}
        >
          <Field name="name" label={t('team:personName')} required>
            <Input maxLength={120} autoComplete="name" />
          </Field>
          <Field name="language" label={t('team:account.language')} required valuePropName="value">
            <Select options={languages} />
          </Field>
        </RecordForm>
      </section>
      <OwnPassword />
      <OwnTwoFactor />
      <OwnSessions />
    </Page>
  )
}
