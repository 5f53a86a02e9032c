import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import { daysBetween } from '#core/words/dates.ts'
import type { CustomerNeed } from './customer-needs.tsx'

/** Why then: the usual gap, the size of the last purchase, how regular, how long it has been, and the purchases themselves. */
export function NeedDetails({ need, today }: { need: CustomerNeed; today: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const reasons = useReasons(need, today)
  return (
    <div className="need-details">
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <dl>
        <dt>{t('insight:needs.why.within30')}</dt>
        <dd>{format.percent(need.probability30, 0)}</dd>
        <dt title={t('insight:needs.why.returnsHelp')}>{t('insight:needs.why.returns')}</dt>
        <dd>{format.percent(need.returns, 0)}</dd>
      </dl>
      {need.bought.length > 0 && (
        <p className="basis">
          {t('insight:needs.why.bought', {
            list: need.bought
              .map(({ day, quantity }) =>
                t('insight:needs.why.purchase', { day: format.day(day), quantity: format.number(quantity) }),
              )
              .join(t('insight:needs.why.comma')),
          })}
        </p>
      )}
      <p className="basis">{t('insight:needs.why.basis', { count: need.purchases })}</p>
    </div>
  )
}

/** Beyond this one purchase counts as greater or smaller than usual. */
const OTHERWISE = 1.3

function useReasons(need: CustomerNeed, today: string): string[] {
  const { t } = useTranslation()
  const format = useFormat()
  const days = (count: number) => t('insight:needs.why.days', { count: Math.max(1, Math.round(count)) })
  const { ownGap, usualGap, lastQuantity: last, usualQuantity: usual, regularity } = need
  const gap =
    ownGap === null
      ? t('insight:needs.why.single', { gap: days(usualGap) })
      : t('insight:needs.why.gap', { own: days(ownGap), usual: days(usualGap), count: need.purchases - 1 })
  const waited = t('insight:needs.why.waited', {
    days: days(daysBetween(need.lastOn, today)),
    due: format.day(need.dueOn),
  })
  const figures = { last: format.number(last), usual: format.number(usual, { maximumFractionDigits: 1 }) }
  const size = last > usual * OTHERWISE ? 'more' : last * OTHERWISE < usual ? 'less' : null
  const level = regularity === null ? null : regularity < 1.5 ? 'chance' : regularity < 3 ? 'some' : 'regular'
  return [
    gap,
    waited,
    ...(size ? [t(`insight:needs.why.${size}`, figures)] : []),
    ...(level ? [t(`insight:needs.why.${level}`)] : []),
    ...(need.method === 'model' ? [] : [t(`insight:needs.why.by.${need.method}`)]),
  ]
}
