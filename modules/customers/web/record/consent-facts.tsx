import { CheckCircleOutlined, HistoryOutlined, PlusOutlined, StopOutlined } from '@ant-design/icons'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { actorText } from '#core/web/actor-text.ts'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { Moment } from '#core/web/moment.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useMay } from '#core/web/use-may.ts'
import type { WireInput, WireReply } from '#core/web/wire.ts'
import type { listConsentsCall, recordConsentCall } from '../../consent/contract.ts'
import { sourceText } from '../parts/source-text.ts'
import { consentTrail } from './consent-trail.ts'
import type { FactsProps } from './facts-column.tsx'
import { Popup } from './popup.tsx'

type ConsentBody = WireInput<typeof recordConsentCall>['body']
const CHANNELS = ['email', 'sms', 'phone', 'post', 'wechat', 'web'] as const
const PURPOSES = ['marketing', 'service', 'profiling', 'sharing'] as const

/** What the customer allows, by channel and purpose, with the whole history one click away. */
export function ConsentFacts({ customer, record }: FactsProps) {
  const { t } = useTranslation()
  const may = useMay()('customers.edit')
  const send = (body: ConsentBody) =>
    callApi<typeof recordConsentCall>('POST /api/customers/:customerId/consents', {
      params: { customerId: customer.id },
      body,
    })
  return (
    <section className="panel">
      <h2>
        {t('customers:facts.consents')}
        <span>
          {customer.consents.length > 0 && (
            <Popup icon={<HistoryOutlined />} label={t('customers:consent.history')}>
              {() => <History customerId={customer.id} />}
            </Popup>
          )}
          {may && (
            <Popup icon={<PlusOutlined />} label={t('customers:consent.record')} fact="consent">
              {(close) => (
                <ConsentForm
                  close={close}
                  send={(body) => record.act(() => send(body), t('customers:consent.recorded'))}
                />
              )}
            </Popup>
          )}
        </span>
      </h2>
      {customer.consents.length === 0 && <p className="faint">{t('customers:consent.none')}</p>}
      <ul className="line-list">
        {customer.consents.map(({ channel, purpose, state, at }) => (
          <li key={`${channel} ${purpose}`}>
            <span className="kind">{t(`customers:channel.${channel}`)}</span>
            <span className={state === 'given' ? 'value given' : 'value withdrawn'}>
              {state === 'given' ? <CheckCircleOutlined /> : <StopOutlined />}{' '}
              {t(`customers:consent.${state}`, { purpose: t(`customers:purpose.${purpose}`) })}
            </span>
            <Moment at={at} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ConsentForm({ close, send }: { close(): void; send(body: ConsentBody): Promise<void> }) {
  const { t } = useTranslation()
  return (
    <RecordForm<ConsentBody>
      initial={{ channel: 'email', purpose: 'marketing', state: 'given' }}
      submitLabel={t('customers:consent.record')}
      onCancel={close}
      onSubmit={async ({ source, ...body }) => {
        await send({ ...body, ...(source?.trim() && { source: source.trim() }) })
        close()
      }}
    >
      <Field name="channel" label={t('customers:consent.channel')} required>
        <Select options={CHANNELS.map((value) => ({ value, label: t(`customers:channel.${value}`) }))} />
      </Field>
      <Field name="purpose" label={t('customers:consent.purpose')} required>
        <Select options={PURPOSES.map((value) => ({ value, label: t(`customers:purpose.${value}`) }))} />
      </Field>
      <Field name="state" label={t('customers:consent.state')} required>
        <Select
          options={(['given', 'withdrawn'] as const).map((value) => ({
            value,
            label: t(`customers:consent.state_${value}`),
          }))}
        />
      </Field>
      <Evidence />
      <Field name="textVersion" label={t('customers:consent.textVersion')}>
        <Input maxLength={100} />
      </Field>
      <Field name="source" label={t('customers:consent.source')}>
        <Input maxLength={100} placeholder={sourceText('desk')} />
      </Field>
    </RecordForm>
  )
}

/** Proof is needed to say that a customer agrees; a refusal holds without. */
function Evidence() {
  const { t } = useTranslation()
  const isGiven = Form.useWatch('state') === 'given'
  return (
    <Field
      // Told apart, so that a refusal doesn't keep the mark of the missing proof.
      key={String(isGiven)}
      name="evidence"
      label={t('customers:consent.evidence')}
      required={isGiven}
      hint={t('customers:consent.evidenceHint')}
    >
      <Input.TextArea rows={2} maxLength={1000} />
    </Field>
  )
}

function History({ customerId }: { customerId: string }) {
  const { t } = useTranslation()
  const answer = useCall<typeof listConsentsCall>('GET /api/customers/:customerId/consents', { params: { customerId } })
  return (
    <Loaded of={answer} lines={3}>
      {({ items }) => (
        <ul className="line-list history">
          {items.map((row) => (
            <li key={row.consentId}>
              <Moment at={row.at} exact />
              <span className="value">
                {t(`customers:channel.${row.channel}`)} ·{' '}
                {t(`customers:consent.${row.state}`, { purpose: t(`customers:purpose.${row.purpose}`) })}
                <Trail row={row} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  )
}

/** How we know: where it was said, who wrote it down, by what proof. */
function Trail({ row }: { row: WireReply<typeof listConsentsCall>['items'][number] }) {
  const { t } = useTranslation()
  const mayImport = useMay()('imports.run')
  const { importedFrom, isTakenBack, source, by, runId, evidence } = consentTrail(row)
  const where =
    importedFrom !== null
      ? t('customers:consent.imported', { source: sourceText(importedFrom) })
      : isTakenBack
        ? t('customers:consent.takenBack')
        : sourceText(source ?? '')
  return (
    <small className="faint">
      {[where, actorText(by.name, by.kind), row.textVersion, evidence, row.address].filter(Boolean).join(' · ')}
      {runId !== null && mayImport && (
        <>
          {' · '}
          <PageLink to={`/import/${runId}`}>{t('customers:consent.run')}</PageLink>
        </>
      )}
    </small>
  )
}
