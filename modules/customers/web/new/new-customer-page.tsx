import { Alert, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '#core/web/api-error.ts'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { Page } from '#core/web/page.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useGo } from '#core/web/use-go.ts'
import type { WireInput } from '#core/web/wire.ts'
import type { createCustomerCall } from '../../customer/contract.ts'
import { LikelyList } from './likely-list.tsx'
import { LikelySame } from './likely-same.tsx'
import './new-customer.css'

type Body = WireInput<typeof createCustomerCall>['body'] & object

/** A customer by hand; who is there already is shown before a second record comes about. */
export default function NewCustomerPage() {
  const { t } = useTranslation()
  const go = useGo()
  const [same, setSame] = useState<{ body: Body; ids: string[] } | null>(null)
  const create = async (body: Body) => {
    const given = Object.fromEntries(
      Object.entries(body).filter(([, value]) => value !== undefined && value !== ''),
    ) as Body
    try {
      const made = await callApi<typeof createCustomerCall>('POST /api/customers', { body: given })
      void refresh('/api/customers')
      go(`/customers/${made.id}`)
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'customer_exists') throw error
      setSame({ body: given, ids: (error.details.customerIds as string[] | undefined) ?? [] })
    }
  }
  return (
    <Page title={t('customers:new.title')} crumbs={[{ title: t('customers:list.title'), to: '/customers' }]}>
      <section className="panel new-customer">
        {same && (
          <Alert
            type="warning"
            showIcon
            title={t('customers:new.exists')}
            description={<LikelySame ids={same.ids} onForce={() => create({ ...same.body, force: true })} />}
          />
        )}
        <RecordForm<Body>
          initial={{ kind: 'person' } as Partial<Body>}
          submitLabel={t('customers:new.create')}
          onCancel={() => go('/customers')}
          onSubmit={create}
        >
          <Field name="name" label={t('customers:field.name')}>
            <Input autoFocus maxLength={400} />
          </Field>
          <Field name="kind" label={t('customers:field.kind')} required>
            <Select
              options={(['person', 'organisation', 'household'] as const).map((value) => ({
                value,
                label: t(`customers:kind.${value}`),
              }))}
            />
          </Field>
          <Field name="email" label={t('customers:identity.of.email')}>
            <Input maxLength={254} inputMode="email" autoComplete="off" />
          </Field>
          <Field name="phone" label={t('customers:identity.of.phone')}>
            <Input maxLength={40} inputMode="tel" autoComplete="off" />
          </Field>
          <LikelyList />
          <Field name="company" label={t('customers:field.company')}>
            <Input maxLength={200} />
          </Field>
          <Field name="country" label={t('customers:field.country')}>
            <Input maxLength={80} />
          </Field>
          <Field name="region" label={t('customers:field.region')}>
            <Input maxLength={80} />
          </Field>
          <Field name="city" label={t('customers:field.city')}>
            <Input maxLength={80} />
          </Field>
          <Field name="address" label={t('customers:field.address')}>
            <Input maxLength={500} />
          </Field>
          <Field name="birthday" label={t('customers:field.birthday')}>
            <Input type="date" />
          </Field>
          <Field name="tags" label={t('customers:facts.tags')}>
            <Select mode="tags" />
          </Field>
        </RecordForm>
      </section>
    </Page>
  )
}
