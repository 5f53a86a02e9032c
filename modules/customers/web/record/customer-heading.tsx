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

interface HeadingProps {
  customer: Customer
  record: RecordHand
  /** Shows the reasons of the scores. */
  onScores: () => void
}

/** Name, class and the figures that say at a glance who this is. */
export function CustomerHeading({ customer, record, onScores }: HeadingProps) {
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
      <Figures customer={customer} onScores={onScores} />
    </div>
  )
}

function Figures({ customer, onScores }: Pick<HeadingProps, 'customer' | 'onScores'>) {
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
            <button type="button" className="scores" title={t('customers:figure.scoresWhy')} onClick={onScores}>
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
      {metrics.churnRisk !== null && (
        <div>
          <dt>{t('customers:list.field.churnRisk')}</dt>
          <dd>
            {t('customers:figure.churn', {
              level: t(`customers:churnLevel.${metrics.churnLevel}`),
              risk: format.percent(metrics.churnRisk / 100, 0),
            })}
          </dd>
        </div>
      )}
      <div>
        <dt title={t('customers:figure.ordersHint')}>{t('customers:figure.lastOrder')}</dt>
        <dd>
          <DayAgo at={metrics.lastOrderAt} />
        </dd>
      </div>
      {metrics.nextPurchase !== null && (
        <div>
          <dt>{t('customers:list.field.nextPurchase')}</dt>
          <dd>{t('customers:figure.about', { day: format.day(metrics.nextPurchase) })}</dd>
        </div>
      )}
      <div>
        <dt>{t('customers:figure.since')}</dt>
        <dd>{format.day(customer.createdAt)}</dd>
      </div>
    </dl>
  )
}
