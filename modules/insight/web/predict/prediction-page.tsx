import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { PlainTable } from '#core/web/plain-table.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findCustomerPredictionCall } from '../../purchases/contract.ts'
import { ordersAt } from '../addresses.ts'
import { CalibrationChart } from '../track/calibration-chart.tsx'
import { AsideNotice } from './aside-notice.tsx'
import { ChurnMark } from './churn-mark.tsx'
import { EarlierPredictions } from './earlier-predictions.tsx'
import { NoPrediction } from './no-prediction.tsx'
import './predict.css'
import { Blank } from '../parts/blank.tsx'
import { useEstimate } from './use-estimate.ts'
import { useFactorText } from './use-factor-text.ts'

export type PredictionReply = WireReply<typeof findCustomerPredictionCall>

/** Every prediction of one customer: inputs, reasons, intervals, the model, and how it fared. */
export default function PredictionPage() {
  const { t } = useTranslation()
  const { params } = useAddress()
  const customerId = params['customerId'] ?? ''
  const answer = useCall<typeof findCustomerPredictionCall>(
    'GET /api/customers/:customerId/prediction',
    { params: { customerId } },
    { live: 'insight' },
  )
  return (
    <Page
      title={
        answer.data
          ? t('insight:predict.titleOf', { name: answer.data.name || t('insight:predict.nameless') })
          : t('insight:predict.pageTitle')
      }
      crumbs={
        answer.error && !answer.data
          ? []
          : [{ title: answer.data?.name || t('insight:predict.customer'), to: `/customers/${customerId}` }]
      }
      lead={t('insight:predict.lead')}
    >
      <Loaded
        of={answer}
        lines={12}
        missing={{
          title: t('insight:predict.missing'),
          reason: t('insight:predict.missingReason'),
          to: '/customers',
          back: t('insight:predict.toCustomers'),
        }}
      >
        {(data) =>
          data.prediction && data.why ? (
            <div className="prediction-page">
              <Expected data={data} prediction={data.prediction} />
              <Inputs data={data} why={data.why} customerId={customerId} />
              <Sure data={data} prediction={data.prediction} />
              <section className="panel wide">
                <EarlierPredictions data={data} />
              </section>
            </div>
          ) : (
            <section className="panel">
              <NoPrediction model={data.model} />
            </section>
          )
        }
      </Loaded>
    </Page>
  )
}

type Prediction = NonNullable<PredictionReply['prediction']>

function Expected({ data, prediction }: { data: PredictionReply; prediction: Prediction }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { currency, horizons } = prediction
  const estimate = useEstimate(currency)
  const one = (value: number) => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const rows = horizons.map(({ days, orders, value }) => [
    t(`insight:predict.next.${days}`),
    one(orders.expected),
    `${orders.low}–${orders.high}`,
    ...(value ? [estimate(value.expected), `${estimate(value.low)} – ${estimate(value.high)}`] : []),
    one(orders.base),
  ])
  const seesValue = horizons.some(({ value }) => value !== null)
  const factorText = useFactorText(currency)
  return (
    <section className="panel wide">
      <h2>{t('insight:predict.expected')}</h2>
      <p>
        <ChurnMark level={prediction.churnLevel} />{' '}
        {t('insight:predict.churnLong', {
          risk: format.percent(prediction.churnRisk, 0),
          count: prediction.churnWindowDays ?? 0,
        })}
      </p>
      <div className="scrolled">
        <PlainTable
          label={t('insight:predict.expected')}
          data={{
            columns: [
              { title: t('insight:predict.time') },
              { title: t('insight:predict.ordersColumn'), figure: true },
              { title: t('insight:predict.interval'), figure: true },
              ...(seesValue
                ? [
                    { title: t(`insight:predict.value.${prediction.basis}`), figure: true },
                    { title: t('insight:predict.valueInterval'), figure: true },
                  ]
                : []),
              { title: t('insight:predict.baseLine'), figure: true },
            ],
            rows,
          }}
        />
      </div>
      <p className="basis">
        {t('insight:predict.intervalHow', { inside: format.percent(horizons[1]?.orders.inside ?? 0.8, 0) })}
        <Blank />
        {prediction.lifetimeValue !== null &&
          t('insight:predict.lifetimeHow', { amount: estimate(prediction.lifetimeValue) })}
      </p>
      <h3>{t('insight:predict.reasons')}</h3>
      <ul>
        {(data.why?.factors ?? []).slice(0, 4).map((factor) => (
          <li key={factor.kind}>{factorText(factor, data)}</li>
        ))}
      </ul>
    </section>
  )
}

interface InputsProps {
  data: PredictionReply
  why: NonNullable<PredictionReply['why']>
  customerId: string
}

function Inputs({ data, why, customerId }: InputsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const estimate = useEstimate(data.prediction?.currency ?? 'CNY')
  const number = (value: number, digits = 0) => format.number(value, { maximumFractionDigits: digits })
  const rows: [string, string][] = [
    [t('insight:predict.input.purchases'), number(why.purchases)],
    [t('insight:predict.input.first'), format.day(why.firstDay)],
    [t('insight:predict.input.last'), format.day(why.lastDay)],
    [t('insight:predict.input.quiet'), t('insight:predict.days', { count: why.quietDays })],
    [
      t('insight:predict.input.gap'),
      why.usualGapDays === null ? '–' : t('insight:predict.days', { count: Math.round(why.usualGapDays) }),
    ],
    ...(why.cohort
      ? [
          [
            t('insight:predict.input.cohort'),
            t('insight:predict.input.cohortIs', { quarter: why.cohort.quarter, times: number(why.cohort.factor, 2) }),
          ] as [string, string],
        ]
      : []),
    ...(why.spend
      ? ([
          [t('insight:predict.input.own'), estimate(why.spend.own)],
          [t('insight:predict.input.everybody'), estimate(why.spend.everybody)],
          [
            t('insight:predict.input.spend'),
            t('insight:predict.input.spendIs', {
              amount: estimate(why.spend.expected),
              share: format.percent(why.spend.ownWeight, 0),
            }),
          ],
        ] as [string, string][])
      : []),
  ]
  return (
    <section className="panel">
      <h2>{t('insight:predict.inputs')}</h2>
      <PlainTable
        label={t('insight:predict.inputs')}
        data={{
          columns: [
            { title: t('insight:predict.input.what') },
            { title: t('insight:predict.input.value'), figure: true },
          ],
          rows,
        }}
      />
      <p className="basis">
        <PageLink to={ordersAt({ customerId })}>{t('insight:predict.input.orders')}</PageLink>
      </p>
    </section>
  )
}

function Sure({ data, prediction }: { data: PredictionReply; prediction: Prediction }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { record, model } = data
  return (
    <section className="panel">
      <h2>{t('insight:predict.sure')}</h2>
      <p>
        {t('insight:predict.modelIs', {
          model: t(`insight:track.name.${prediction.model.replace(/ \d+$/, '')}`),
          version: prediction.model,
          day: format.day(prediction.asOf),
          count: model?.customers ?? 0,
        })}
      </p>
      <AsideNotice model={model} />
      {record ? <CalibrationChart record={record} height={220} /> : <p className="basis">{t('insight:track.none')}</p>}
      <p className="basis">
        <PageLink to="/insight/models">{t('insight:track.open')}</PageLink>
      </p>
    </section>
  )
}
