import { Form, type FormItemProps } from 'antd'
import { useTranslation } from 'react-i18next'

interface FieldProps extends Pick<FormItemProps, 'valuePropName' | 'dependencies'> {
  /** Name in the body; `address.city` for what lies deeper. */
  name: string
  label: string
  required?: boolean
  /** Under the field: what it is for. */
  hint?: string
  rules?: FormItemProps['rules']
  children: React.ReactNode
}

/** One labelled field of a `RecordForm`. */
export function Field({ name, label, required = false, hint, rules = [], children, ...rest }: FieldProps) {
  const { t } = useTranslation()
  const must = { required: true, whitespace: rest.valuePropName === undefined, message: t('kit:form.required') }
  return (
    <Form.Item
      name={name.split('.')}
      label={required ? label : t('kit:form.optional', { label })}
      rules={required ? [must, ...rules] : rules}
      {...(hint && { extra: hint })}
      {...rest}
    >
      {children}
    </Form.Item>
  )
}
