import { Alert, Button, Form } from 'antd'
import { type ReactNode, use, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, type FieldProblem } from './api-error.ts'
import { errorText } from './error-text.ts'
import './form.css'
import { FormWatch } from './form-watch.ts'
import { LeaveGuard } from './leave-guard.tsx'
import { reasonText } from './reason-text.ts'

export interface RecordFormProps<Values extends object> {
  initial?: Partial<Values>
  /** Sends the values; a refusal of the server marks its fields. */
  onSubmit(values: Values): Promise<unknown>
  submitLabel: string
  onCancel?(): void
  children: ReactNode
}

/**
 * A form: labels above, errors beside their field, the server's refusals marked where they belong. Leaving the page with
 * something typed asks first; the form's own cancel is answer enough.
 */
export function RecordForm<Values extends object>({
  initial,
  onSubmit,
  submitLabel,
  onCancel,
  children,
}: RecordFormProps<Values>) {
  const { t } = useTranslation()
  const [form] = Form.useForm()
  const [busy, setBusy] = useState(false)
  const [general, setGeneral] = useState<unknown>(null)
  const watch = use(FormWatch)
  // Read when somebody leaves, which may be in the middle of sending: a state would come too late.
  const isTouched = useRef(false)
  const touch = (next: boolean) => {
    isTouched.current = next
    watch(next)
  }
  const submit = async (values: Values) => {
    setBusy(true)
    setGeneral(null)
    touch(false)
    try {
      await onSubmit(values)
    } catch (error) {
      touch(true)
      const known = error instanceof ApiError ? error.fields.filter(({ field }) => isInForm(values, field)) : []
      form.setFields(known.map((problem) => ({ name: nameOf(problem.field), errors: [problemText(error, problem)] })))
      if (known.length === 0) setGeneral(error)
    } finally {
      setBusy(false)
    }
  }
  const cancel = () => {
    touch(false)
    onCancel?.()
  }
  return (
    <Form
      form={form}
      className="record-form"
      layout="vertical"
      requiredMark={false}
      scrollToFirstError={{ focus: true }}
      {...(initial && { initialValues: initial })}
      onValuesChange={() => touch(true)}
      onFinish={(values) => void submit(values as Values)}
    >
      <LeaveGuard when={() => isTouched.current} />
      {general !== null && <Alert type="error" showIcon title={errorText(general)} style={{ marginBottom: 12 }} />}
      {children}
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={busy}>
          {submitLabel}
        </Button>
        {onCancel && <Button onClick={cancel}>{t('kit:cancel')}</Button>}
      </div>
    </Form>
  )
}

// A refusal of one field by its own code has words; only the general one speaks through its reasons.
const problemText = (error: unknown, { reason }: FieldProblem) =>
  error instanceof ApiError && error.code !== 'invalid_input' ? errorText(error) : reasonText(reason)

/** `lines.0.price` → the name that a list of a form gives its fields. */
const nameOf = (field: string) => field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))

const isInForm = (values: object, field: string) => (field.split('.')[0] ?? '') in values
