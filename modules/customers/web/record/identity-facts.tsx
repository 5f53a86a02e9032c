import { CloseOutlined, PlusOutlined, StarFilled, StarOutlined, WarningOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { Masked } from '#core/web/masked.tsx'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { addIdentityCall, makePrimaryCall, removeIdentityCall } from '../../identity/contract.ts'
import { sourceText } from '../parts/source-text.ts'
import type { FactsProps } from './facts-column.tsx'
import { Popup } from './popup.tsx'
import type { Customer } from './use-record.ts'

type Kind = 'ref' | 'email' | 'phone' | 'card' | 'wechat' | 'whatsapp' | 'social'
const KINDS: Kind[] = ['email', 'phone', 'card', 'wechat', 'whatsapp', 'social', 'ref']

/** Everything a customer can be known by. */
export function IdentityFacts({ customer, record }: FactsProps) {
  const { t } = useTranslation()
  const may = useMay()('customers.edit')
  const params = { customerId: customer.id }
  const add = (kind: Kind, value: string, source = 'desk') =>
    callApi<typeof addIdentityCall>('POST /api/customers/:customerId/identities', {
      params,
      body: { kind, value, source },
    })
  return (
    <section className="panel">
      <h2>
        {t('customers:facts.identities')}
        {may && (
          <Popup icon={<PlusOutlined />} label={t('customers:identity.add')} fact="identity">
            {(close) => (
              <RecordForm<{ kind: Kind; value: string }>
                initial={{ kind: 'email' }}
                submitLabel={t('customers:add')}
                onCancel={close}
                onSubmit={async ({ kind, value }) => {
                  await record.act(() => add(kind, value), t('customers:identity.added'))
                  close()
                }}
              >
                <Field name="kind" label={t('customers:identity.kind')} required>
                  <Select options={KINDS.map((kind) => ({ value: kind, label: t(`customers:identity.of.${kind}`) }))} />
                </Field>
                <Field name="value" label={t('customers:identity.value')} required>
                  <Input autoFocus maxLength={254} />
                </Field>
              </RecordForm>
            )}
          </Popup>
        )}
      </h2>
      {customer.identities.length === 0 && <p className="faint">{t('customers:identity.none')}</p>}
      <ul className="line-list">
        {customer.identities.map((identity) => (
          <IdentityLine key={identity.identityId} identity={identity} add={add} customer={customer} record={record} />
        ))}
      </ul>
    </section>
  )
}

interface LineProps extends FactsProps {
  identity: Customer['identities'][number]
  add(kind: Kind, value: string, source?: string): Promise<Customer>
}

function IdentityLine({ identity, add, customer, record }: LineProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const may = useMay()('customers.edit')
  const params = { customerId: customer.id, identityId: identity.identityId }
  const kind = identity.kind as Kind
  const isHidden = customer.masked.includes(kind === 'whatsapp' ? 'phone' : kind)
  const remove = () =>
    record.act(
      () => callApi<typeof removeIdentityCall>('DELETE /api/customers/:customerId/identities/:identityId', { params }),
      t('customers:identity.removed'),
      isHidden ? undefined : () => add(kind, identity.value, identity.source),
    )
  const prefer = () =>
    record.act(
      () =>
        callApi<typeof makePrimaryCall>('POST /api/customers/:customerId/identities/:identityId/primary', { params }),
      t('customers:identity.preferred'),
    )
  return (
    <li>
      <span className="kind">{t(`customers:identity.of.${kind}`)}</span>
      <span className="value">
        <Masked of={kind === 'whatsapp' ? 'phone' : kind} value={identity.value} />
        {kind === 'ref' && <small className="faint"> {sourceText(identity.source)}</small>}
        {identity.isDeceptive && (
          <WarningOutlined
            className="deceptive"
            title={t('customers:identity.deceptive')}
            aria-label={t('customers:identity.deceptive')}
          />
        )}
      </span>
      {may && (kind === 'email' || kind === 'phone') && (
        <Button
          type="text"
          size="small"
          icon={identity.isPrimary ? <StarFilled /> : <StarOutlined />}
          disabled={identity.isPrimary}
          aria-label={identity.isPrimary ? t('customers:identity.isPrimary') : t('customers:identity.prefer')}
          title={identity.isPrimary ? t('customers:identity.isPrimary') : t('customers:identity.prefer')}
          onClick={() => void prefer().catch(toast.failed)}
        />
      )}
      {may && (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('customers:remove', { what: identity.value })}
          onClick={() => void remove().catch(toast.failed)}
        />
      )}
    </li>
  )
}
