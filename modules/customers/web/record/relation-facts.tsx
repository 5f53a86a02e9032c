import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { addRelationCall, removeRelationCall } from '../../relation/contract.ts'
import { CustomerPicker } from '../parts/customer-picker.tsx'
import type { FactsProps } from './facts-column.tsx'
import { Popup } from './popup.tsx'

const KINDS = [
  'member_of',
  'has_member',
  'spouse',
  'parent',
  'child',
  'colleague',
  'referred',
  'referred_by',
  'same_household',
] as const
type Kind = (typeof KINDS)[number]

/** Household, organisation, referrals. */
export function RelationFacts({ customer, record }: FactsProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const may = useMay()('customers.edit')
  const params = { customerId: customer.id }
  const add = (otherId: string, kind: Kind, note?: string | null) =>
    callApi<typeof addRelationCall>('POST /api/customers/:customerId/relations', {
      params,
      body: { otherId, kind, note: note ?? null },
    })
  const remove = (otherId: string, kind: Kind) =>
    callApi<typeof removeRelationCall>('DELETE /api/customers/:customerId/relations/:otherId/:kind', {
      params: { ...params, otherId, kind },
    })
  return (
    <section className="panel">
      <h2>
        {t('customers:facts.relations')}
        {may && (
          <Popup icon={<PlusOutlined />} label={t('customers:relation.add')}>
            {(close) => (
              <RecordForm<{ kind: Kind; otherId: string; note?: string }>
                initial={{ kind: 'member_of' }}
                submitLabel={t('customers:add')}
                onCancel={close}
                onSubmit={async ({ otherId, kind, note }) => {
                  await record.act(
                    () => add(otherId, kind, note),
                    t('customers:relation.added'),
                    () => remove(otherId, kind),
                  )
                  close()
                }}
              >
                <Field name="kind" label={t('customers:relation.kind')} required>
                  <Select options={KINDS.map((kind) => ({ value: kind, label: t(`customers:relation.of.${kind}`) }))} />
                </Field>
                <Field name="otherId" label={t('customers:relation.other')} required>
                  <CustomerPicker />
                </Field>
                <Field name="note" label={t('customers:relation.note')}>
                  <Input maxLength={500} />
                </Field>
              </RecordForm>
            )}
          </Popup>
        )}
      </h2>
      {customer.relations.length === 0 && <p className="faint">{t('customers:relation.none')}</p>}
      <ul className="line-list">
        {customer.relations.map(({ otherId, name, class: mark, kind, note }) => (
          <li key={`${otherId} ${kind}`}>
            <span className="kind">{t(`customers:relation.of.${kind}`)}</span>
            <span className="value" title={note ?? ''}>
              <CustomerChip customer={{ id: otherId, name, class: mark }} />
            </span>
            {may && (
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t('customers:remove', { what: name })}
                onClick={() =>
                  void record
                    .act(
                      () => remove(otherId, kind as Kind),
                      t('customers:relation.removed'),
                      () => add(otherId, kind as Kind, note),
                    )
                    .catch(toast.failed)
                }
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
