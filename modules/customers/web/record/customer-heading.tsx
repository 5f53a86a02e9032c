import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { ClassMark } from '#core/web/class-mark.tsx'
import { DayAgo } from '#core/web/moment.tsx'
import { Money } from '#core/web/money.tsx'
import { Slot } from '#core/web/slot.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { useMay } from '#core/web/use-may.ts'
import { EditableText } from './editable-text.tsx'
import type { Customer, RecordHand } from './use-record.ts'

/** Name, class and the figures that say at a glance who this is. */
export function CustomerHeading({ customer, record }: { customer: Customer; record: RecordHand }) {
  const { t } = useTranslation()
  return (
    <div className="customer-heading">
      <div className="who">
        <ClassMark of={customer.metrics.class ?? customer.class} />
        <h1>
          <EditableText
            label={t('customers:field.name')}
            value={customer.name}
            shown={customer.called || t('customers:nameless')}
            masked="name"
            fact="name"
            onSave={(name) => record.change({ name: name ?? '' }, { name: customer.name }, t('customers:saved.name'))}
          />
        </h1>
        {customer.kind !== 'person' && <Tag>{t(`customers:kind.${customer.kind}`)}</Tag>}
        {customer.stage === 'lead' && <Tag>{t('customers:stage.lead')}</Tag>}
        {customer.archivedAt && <Tag color="warning">{t('customers:record.isArchived')}</Tag>}
        <Slot name="customer.header" with={{ customerId: customer.id }} />
      </div>
      <Figures customer={customer} />
    </div>
  )
}

function Figures({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { metrics } = customer
  const { r, f, m, currency } = metrics
  return (
    <dl className="figures">
      {r !== null && (
        <div>
          <dt>{t('customers:figure.scores')}</dt>
          <dd>
            {/* The reasons stand beside the timeline, or below it on a phone. */}
            <button type="button" className="scores" title={t('customers:figure.scoresWhy')} onClick={showJudgement}>
              {t('customers:figure.rfm', { r, f, m })}
            </button>
          </dd>
        </div>
      )}
      <div>
        <dt title={t('customers:figure.ordersHint')}>{t('customers:figure.orders')}</dt>
        <dd>{format.number(metrics.orders)}</dd>
      </div>
      <div>
        <dt>{t('customers:figure.revenue')}</dt>
        <dd>
          <Money value={metrics.revenue} currency={currency} />
        </dd>
      </div>
      {may('orders.profit') && (
        <div>
          <dt>{t('customers:figure.profit')}</dt>
          <dd>
            <Money value={metrics.profit} currency={currency} />
          </dd>
        </div>
      )}
      <div>
        <dt title={t('customers:figure.ordersHint')}>{t('customers:figure.lastOrder')}</dt>
        <dd>
          <DayAgo at={metrics.lastOrderAt} />
        </dd>
      </div>
      <div>
        <dt>{t('customers:figure.since')}</dt>
        <dd>{format.day(customer.createdAt)}</dd>
      </div>
    </dl>
  )
}

function showJudgement(): void {
  const side = document.querySelector('.record-side')
  side?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  side?.querySelector<HTMLElement>('button, a, [tabindex]')?.focus()
}
