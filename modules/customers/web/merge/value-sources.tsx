import { Button, Modal, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import { regionLabel } from '#core/words/regions.ts'
import type { chooseValueCall, listValuesCall } from '../../merge/contract.ts'
import type { Customer } from '../record/use-record.ts'
import { refreshAll } from './merge-dialog.tsx'
import './merge.css'

type Value = WireReply<typeof listValuesCall>['items'][number]

/** Where the values of a record, or of one field, come from, what else was said, and which stands; another can be chosen. */
export function ValueSources({
  customer,
  field: shown,
  onClose,
}: {
  customer: Customer
  field?: string
  onClose(): void
}) {
  const { t } = useTranslation()
  const answer = useCall<typeof listValuesCall>(
    'GET /api/customers/:customerId/values',
    { params: { customerId: customer.id } },
    { live: 'customer', liveId: customer.id },
  )
  return (
    <Modal open title={t('customers:values.title')} footer={null} width={640} onCancel={onClose}>
      <p className="faint">{t('customers:values.lead')}</p>
      <Loaded of={answer} lines={6}>
        {({ items: every }) => {
          const items = shown ? every.filter(({ field }) => field === shown) : every
          return items.length === 0 ? (
            <p className="faint">{t('customers:values.none')}</p>
          ) : (
            <div className="values">
              {[...Map.groupBy(items, ({ field }) => field)].map(([field, values]) => (
                <section key={field}>
                  <h3>{fieldText(t, field)}</h3>
                  <ul>
                    {values.map((value) => (
                      <Line
                        key={`${value.source} ${value.originId}`}
                        customerId={customer.id}
                        value={value}
                        standing={values.find(({ stands }) => stands)}
                      />
                    ))}
                  </ul>
                </section>
              ))}
            </div>
          )
        }}
      </Loaded>
    </Modal>
  )
}

function Line({ customerId, value, standing }: { customerId: string; value: Value; standing: Value | undefined }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const toast = useToast()
  const may = useMay()('customers.merge')
  const isSame = JSON.stringify(value.value) === JSON.stringify(standing?.value)
  const choose = async () => {
    try {
      const { field, source, originId } = value
      await callApi<typeof chooseValueCall>('POST /api/customers/:customerId/values/choose', {
        params: { customerId },
        body: { field, source, originId },
      })
      void refreshAll()
    } catch (error) {
      toast.failed(error)
    }
  }
  return (
    <li className={value.stands ? 'stands' : undefined}>
      <span className="said">
        <span className="value">
          {valueText(value, { t, format, language: i18n.language }) || t('customers:values.emptied')}
        </span>
        <small className="faint">
          {sourceText(t, value.source)} · <Moment at={value.saidAt} /> ·{' '}
          {t('customers:values.confidence', { share: format.percent(value.confidence, 0) })}
          {value.originId && ` · ${t('customers:values.joined')}`}
        </small>
      </span>
      {value.stands && (
        <Tag color="blue">{t(value.chosen ? 'customers:values.chosen' : 'customers:values.stands')}</Tag>
      )}
      {!value.stands && !isSame && may && (
        <Button size="small" onClick={() => void choose()}>
          {t('customers:values.choose')}
        </Button>
      )}
    </li>
  )
}

type Translate = ReturnType<typeof useTranslation>['t']

const fieldText = (t: Translate, field: string) =>
  field.startsWith('custom.') ? field.slice('custom.'.length) : t(`customers:values.field.${field}`)

const sourceText = (t: Translate, source: string) => t(`customers:values.source.${source}`, { defaultValue: source })

interface Words {
  t: Translate
  format: ReturnType<typeof useFormat>
  language: string
}

function valueText({ field, value }: Value, { t, format, language }: Words): string {
  if (value === null || value === undefined) return ''
  if (field === 'gender') return t(`customers:gender.${value as string}`, { defaultValue: String(value) })
  if (field === 'birthday' && /^\d{4}-\d\d-\d\d$/.test(String(value))) return format.day(String(value))
  if (field === 'place') {
    const { region_path: path, address, postcode } = value as Record<string, string | null>
    return [path && regionLabel(path, language), address, postcode].filter(Boolean).join(' · ')
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
