import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findCustomerPredictionCall } from '../../purchases/contract.ts'
import { AsideNotice } from '../predict/aside-notice.tsx'
import { ChurnMark } from '../predict/churn-mark.tsx'
import { NoPrediction } from '../predict/no-prediction.tsx'
import '../predict/predict.css'
import { useEstimate } from '../predict/use-estimate.ts'
import { useFactorText } from '../predict/use-factor-text.ts'
import { Blank } from './blank.tsx'

type Reply = WireReply<typeof findCustomerPredictionCall>

/** What a customer is expected to do, in short; the page behind it says why and how sure. */
export default function CustomerPrediction({ customerId }: { customerId: string }) {
  const { t } = useTranslation()
  const answer = useCall<typeof findCustomerPredictionCall>(
    'GET /api/customers/:customerId/prediction',
    { params: { customerId } },
    { live: 'insight' },
  )
  return (
    <section className="panel prediction">
      <h2>{t('insight:predict.title')}</h2>
      <Loaded of={answer} lines={5}>
        {(data) =>
          data.prediction ? (
            <Short data={data} prediction={data.prediction} customerId={customerId} />
          ) : (
            <NoPrediction model={data.model} />
          )
        }
      </Loaded>
    </section>
  )
}

interface Props {
  data: Reply
  prediction: NonNullable<Reply['prediction']>
  customerId: string
}

function Short({ data, prediction, customerId }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { currency, horizons, lifetimeValue } = prediction
  const estimate = useEstimate(currency)
  const factorText = useFactorText(currency)
  const orders = (value: number) => format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 })
  return (
    <>
      <p className="churn-line">
        <ChurnMark level={prediction.churnLevel} />
        <span className="basis">
          {t('insight:predict.churnShort', {
            risk: format.percent(prediction.churnRisk, 0),
            count: prediction.churnWindowDays ?? 0,
          })}
        </span>
      </p>
      <dl className="expectations">
        <dt>{t('insight:predict.active')}</dt>
        <dd>{format.percent(prediction.active, 0)}</dd>
        {horizons.map(({ days, orders: count, value }) => (
          <div key={days} className="horizon">
            <dt>{t(`insight:predict.next.${days}`)}</dt>
            <dd>
              {t('insight:predict.orders', { count: count.expected, shown: orders(count.expected) })}
              {value && ` · ${estimate(value.expected)}`}
              <span className="basis">
                {t('insight:predict.between', { low: count.low, high: count.high })}
                {value && ` · ${t('insight:predict.range', { low: estimate(value.low), high: estimate(value.high) })}`}
              </span>
            </dd>
          </div>
        ))}
        {lifetimeValue !== null && (
          <>
            <dt>{t('insight:predict.lifetime')}</dt>
            <dd>{estimate(lifetimeValue)}</dd>
          </>
        )}
        <dt>{t('insight:predict.potential')}</dt>
        <dd>{t('insight:value.score', { score: prediction.potentialScore })}</dd>
      </dl>
      {data.why && (
        <ul className="reasons">
          {data.why.factors.slice(0, 3).map((factor) => (
            <li key={factor.kind}>{factorText(factor, data)}</li>
          ))}
        </ul>
      )}
      <AsideNotice model={data.model} />
      <p className="basis">
        {t('insight:predict.asOf', { day: format.day(prediction.asOf) })}
        <Blank />
        <PageLink to={`/insight/customers/${customerId}`}>{t('insight:predict.howSure')}</PageLink>
      </p>
    </>
  )
}
