import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '#core/web/field.tsx'

const SHORTEST = 10

/** A password to be chosen. */
export function NewPasswordField() {
  const { t } = useTranslation()
  const rule = { min: SHORTEST, message: t('desk:password.tooShort', { count: SHORTEST }) }
  return (
    <Field
      name="password"
      label={t('desk:password.new')}
      hint={t('desk:password.hint', { count: SHORTEST })}
      rules={[rule]}
      required
    >
      <Input.Password size="large" autoComplete="new-password" />
    </Field>
  )
}
