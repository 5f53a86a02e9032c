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
  // The mere word `whitespace`, false or not, makes the rule one of texts, and refuses numbers and lists.
  const isText = rest.valuePropName === undefined
  const must = { required: true, ...(isText && { whitespace: true }), message: t('kit:form.required') }
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
