import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import type { listFieldsCall } from '../../field/contract.ts'
import type { CustomField } from './custom-field.ts'
import { FieldForm } from './field-form.tsx'
import { FieldRow } from './field-row.tsx'
import './fields.css'
import { useFieldActions } from './use-field-actions.ts'

/** The company's own fields of customers: made, renamed, put in order and archived here. */
export default function FieldsPage() {
  const { t } = useTranslation()
  const answer = useCall<typeof listFieldsCall>('GET /api/customer-fields', {})
  const [edited, setEdited] = useState<CustomField | 'new' | null>(null)
  const all = answer.data?.items ?? []
  const add = { key: 'add', label: t('customers:fields.add'), run: () => setEdited('new') }
  return (
    <Page title={t('customers:fields.title')} lead={t('customers:fields.lead')} primary={add}>
      <Loaded of={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <section className="panel">
              <EmptyState title={t('customers:fields.none')} reason={t('customers:fields.noneReason')}>
                <Button type="primary" onClick={() => setEdited('new')}>
                  {t('customers:fields.add')}
                </Button>
              </EmptyState>
            </section>
          ) : (
            <FieldLists fields={items} onEdit={setEdited} />
          )
        }
      </Loaded>
      {edited && (
        <FieldForm
          {...(edited !== 'new' && { field: edited })}
          taken={all.map(({ key }) => key)}
          onClose={() => setEdited(null)}
        />
      )}
    </Page>
  )
}

function FieldLists({ fields, onEdit }: { fields: readonly CustomField[]; onEdit(field: CustomField): void }) {
  const { t } = useTranslation()
  const { move, archive, restore } = useFieldActions(fields)
  const open = fields.filter(({ retiredAt }) => retiredAt === null)
  const archived = fields.filter(({ retiredAt }) => retiredAt !== null)
  return (
    <>
      <section className="panel">
        {open.length === 0 && <p className="faint">{t('customers:fields.allArchived')}</p>}
        <ol className="field-rows">
          {open.map((field, index) => (
            <FieldRow
              key={field.key}
              field={field}
              onEdit={() => onEdit(field)}
              onArchive={() => archive(field)}
              onUp={index > 0 ? () => move(open, index, -1) : undefined}
              onDown={index < open.length - 1 ? () => move(open, index, 1) : undefined}
            />
          ))}
        </ol>
      </section>
      {archived.length > 0 && (
        <section className="panel">
          <h2>{t('customers:fields.archivedTitle')}</h2>
          <p className="faint">{t('customers:fields.archivedHint')}</p>
          <ol className="field-rows">
            {archived.map((field) => (
              <FieldRow key={field.key} field={field} onRestore={() => restore(field)} />
            ))}
          </ol>
        </section>
      )}
    </>
  )
}
