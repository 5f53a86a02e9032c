import { useTranslation } from 'react-i18next'
import { Money } from '#core/web/money.tsx'
import { useMay } from '#core/web/use-may.ts'
import type { CustomerValueReply, Value } from './customer-value.tsx'

/** The amounts the judgement rests on. */
export function WorthLines({ data, value }: { data: CustomerValueReply; value: Value }) {
  const { t } = useTranslation()
  const { currency } = value
  const seesProfit = useMay()('orders.profit')
  return (
    <>
      <dl className="worth">
        <dt>{t('insight:figures.revenue')}</dt>
        <dd>
          <Money value={value.revenue} currency={currency} />
        </dd>
        {seesProfit && (
          <>
            <dt>{t('insight:worth.profit')}</dt>
            <dd>
              <Money value={value.profit} currency={currency} />
            </dd>
            <dt>{t('insight:worth.costToServe')}</dt>
            <dd>
              <Money value={value.costToServe} currency={currency} />
            </dd>
          </>
        )}
        <dt>{t('insight:score.basket')}</dt>
        <dd>
          <Money value={value.basket} currency={currency} />
        </dd>
        {data.thresholds?.keyWorth && (
          <>
            <dt>{t('insight:worth.keyFrom', { of: t(`insight:basis.${data.thresholds.basis}`) })}</dt>
            <dd>
              <Money value={data.thresholds.keyWorth} currency={currency} />
            </dd>
          </>
        )}
      </dl>
      <p className="basis">
        {t('insight:worth.counted', {
          orders: t('insight:worth.orders', { count: value.frequency }),
          returns: t('insight:worth.returns', { count: value.returns }),
        })}
        {seesProfit && value.uncostedOrders > 0 && ` ${t('insight:worth.uncosted', { count: value.uncostedOrders })}`}
      </p>
    </>
  )
}
