import { Checkbox, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useUnits } from '#modules/team/web/parts/use-house.ts'
import type { addSourceCall, changeSourceCall } from '../contract.ts'
import type { Source } from './sources-page.tsx'

interface Values {
  name: string
  source?: string
  unitId?: number
  origins?: string[]
  asksConsent?: boolean
}

/** An address as it has to be written, the same in every language. */
const EXAMPLE = 'https://shop.example'

/** Adds a source of events, or changes one. `onClose` gets the one that was made. */
export function SourceForm({ source, onClose }: { source?: Source; onClose(made?: number): void }) {
  const { t } = useTranslation()
  const title = source ? t('segment:sources.change') : t('segment:sources.add')
  const submit = async (values: Values) => {
    const { source: under, ...fields } = values
    const made = source
      ? await callApi<typeof changeSourceCall>(
          'PATCH /api/event-sources/:sourceId',
          { params: { sourceId: source.sourceId }, body: fields },
          { ifMatch: source.version },
        )
      : await callApi<typeof addSourceCall>('POST /api/event-sources', {
          body: { ...fields, ...(under && { source: under }) },
        })
    void refresh('/api/event-sources')
    onClose(made.sourceId)
  }
  return (
    <Modal open title={title} onCancel={() => onClose()} footer={null}>
      <RecordForm<Values>
        initial={source ?? { source: 'web', unitId: 1, origins: [], asksConsent: false }}
        onSubmit={submit}
        submitLabel={source ? t('segment:sources.save') : t('segment:sources.add')}
        onCancel={() => onClose()}
      >
        <Fields isNew={!source} />
      </RecordForm>
    </Modal>
  )
}

function Fields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation()
  const units = useUnits() ?? []
  return (
    <>
      <Field name="name" label={t('segment:sources.name')} hint={t('segment:sources.nameHint')} required>
        <Input autoFocus maxLength={120} />
      </Field>
      {isNew && (
        <Field
          name="source"
          label={t('segment:sources.source')}
          hint={t('segment:sources.sourceHint')}
          required
          rules={[{ pattern: /^[a-z0-9][a-z0-9_-]{0,39}$/, message: t('segment:sources.sourceRule') }]}
        >
          <Input maxLength={40} autoComplete="off" />
        </Field>
      )}
      <Field name="unitId" label={t('segment:sources.unit')} hint={t('segment:sources.unitHint')} valuePropName="value">
        <Select options={units.filter(({ closed }) => !closed).map(({ value, label }) => ({ value, label }))} />
      </Field>
      <Field
        name="origins"
        label={t('segment:sources.origins')}
        hint={t('segment:sources.originsHint')}
        valuePropName="value"
      >
        <Select mode="tags" open={false} suffixIcon={null} placeholder={EXAMPLE} />
      </Field>
      <Field name="asksConsent" label={t('segment:sources.consent')} valuePropName="checked">
        <Checkbox>{t('segment:sources.asksConsent')}</Checkbox>
      </Field>
    </>
  )
}
