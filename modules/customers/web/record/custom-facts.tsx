import { useTranslation } from 'react-i18next'
import { useCall } from '#core/web/use-call.ts'
import type { listFieldsCall } from '../../field/contract.ts'
import { customText } from '../custom-text.ts'
import type { CustomField } from '../fields/custom-field.ts'
import { EditableText } from './editable-text.tsx'
import type { FactsProps } from './facts-column.tsx'
import { Fact } from './person-facts.tsx'

type Value = string | number | boolean | null

/** The company's own fields. */
export function CustomFacts({ customer, record }: FactsProps) {
  const { t, i18n } = useTranslation()
  const answer = useCall<typeof listFieldsCall>('GET /api/customer-fields', {})
  const fields = (answer.data?.items ?? []).filter((field) => field.retiredAt === null || field.key in customer.custom)
  if (fields.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('customers:facts.custom')}</h2>
      <dl className="fact-list">
        {fields.map((field) => {
          const value = (customer.custom[field.key] ?? null) as Value
          return (
            <Fact key={field.key} term={field.label}>
              <EditableText
                label={field.label}
                value={value === null ? null : String(value)}
                shown={customText(t, i18n.language, field.type, value)}
                type={field.type === 'date' ? 'date' : 'text'}
                {...choicesOf(field, t('customers:yes'), t('customers:no'))}
                onSave={(text) =>
                  void record.change(
                    { custom: { [field.key]: readValue(field, text) } },
                    { custom: { [field.key]: value } },
                    t('customers:saved.field'),
                  )
                }
              />
            </Fact>
          )
        })}
      </dl>
    </section>
  )
}

function choicesOf(field: CustomField, yes: string, no: string) {
  if (field.type === 'choice') return { options: field.choices.map((value) => ({ value, label: value })) }
  if (field.type !== 'yesno') return {}
  return {
    options: [
      { value: 'true', label: yes },
      { value: 'false', label: no },
    ],
  }
}

function readValue(field: CustomField, text: string | null): Value {
  if (text === null) return null
  if (field.type === 'yesno') return text === 'true'
  const number = Number(text.replace(',', '.'))
  return field.type === 'number' && !Number.isNaN(number) ? number : text
}
