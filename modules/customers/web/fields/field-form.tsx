import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { FormDialog } from '#core/web/form-dialog.tsx'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useToast } from '#core/web/use-toast.ts'
import type { addFieldCall } from '../../field/contract.ts'
import type { CustomField } from './custom-field.ts'
import { fieldKey } from './field-key.ts'
import { changeField, refreshFields } from './use-field-actions.ts'

const TYPES = ['text', 'number', 'date', 'choice', 'yesno'] as const

interface Values {
  label: string
  type: (typeof TYPES)[number]
  choices?: string[]
  key?: string
}

interface FieldFormProps {
  /** The field to change; a new one without it. */
  field?: CustomField
  /** Keys there are. */
  taken: readonly string[]
  onClose(): void
}

/** Asks what a custom field is called and holds. Kind and key stay for good: values and imports rest on them. */
export function FieldForm({ field, taken, onClose }: FieldFormProps) {
  const { t } = useTranslation()
  const [type, setType] = useState<Values['type']>(field?.type ?? 'text')
  const save = useSave(field, taken)
  const submit = async (values: Values) => {
    await save(values)
    onClose()
  }
  const title = t(field ? 'customers:fields.changeTitle' : 'customers:fields.add')
  return (
    <FormDialog title={title} onClose={onClose}>
      <RecordForm<Values>
        initial={field ?? { type: 'text' }}
        submitLabel={t('customers:fields.save')}
        onCancel={onClose}
        onSubmit={submit}
      >
        <Field name="label" label={t('customers:fields.label')} hint={t('customers:fields.labelHint')} required>
          <Input autoFocus maxLength={100} />
        </Field>
        <Field
          name="type"
          label={t('customers:fields.kind')}
          hint={t(field ? 'customers:fields.kindStays' : `customers:fields.typeHint.${type}`)}
          required
        >
          <Select
            disabled={field !== undefined}
            options={TYPES.map((value) => ({ value, label: t(`customers:fields.type.${value}`) }))}
            onChange={setType}
          />
        </Field>
        {type === 'choice' && (
          <Field
            name="choices"
            label={t('customers:fields.choices')}
            hint={t(field ? 'customers:fields.choicesStay' : 'customers:fields.choicesHint')}
            valuePropName="value"
            required
          >
            <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，', '、', ';', '；']} />
          </Field>
        )}
        {!field && (
          <Field
            name="key"
            label={t('customers:fields.key')}
            hint={t('customers:fields.keyHint')}
            rules={[{ pattern: /^[a-z][a-z0-9_]{0,40}$/, message: t('customers:fields.keyRule') }]}
          >
            <Input maxLength={41} autoComplete="off" spellCheck={false} />
          </Field>
        )}
      </RecordForm>
    </FormDialog>
  )
}

function useSave(field: CustomField | undefined, taken: readonly string[]): (values: Values) => Promise<void> {
  const { t } = useTranslation()
  const toast = useToast()
  const undoable = useUndoToast()
  return async ({ label, type, choices = [], key }) => {
    const clean = [...new Set(choices.map((choice) => choice.trim()).filter((choice) => choice !== ''))]
    if (!field) {
      const body = { key: key?.trim() || fieldKey(label, taken), label, type, choices: clean, position: taken.length }
      await callApi<typeof addFieldCall>('POST /api/customer-fields', { body })
      toast.done(t('customers:fields.added', { label }))
    } else {
      const changed = await changeField(field, { label, ...(type === 'choice' && { choices: clean }) })
      undoable(t('customers:fields.changed'), async () => {
        await changeField(changed, { label: field.label, choices: field.choices })
        await refreshFields()
      })
    }
    await refreshFields()
  }
}
