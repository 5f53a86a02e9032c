import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { useMay } from '#core/web/use-may.ts'
import { addDays } from '#core/words/dates.ts'
import { customersAt, days, nextPurchaseSegmentAt } from '../addresses.ts'
import type { NeedSummary } from './needs-page.tsx'
import { useNeedsAddress } from './use-needs-address.ts'

/** Who comes next, whatever they buy: counts that open the list of customers or become a segment. */
export function ComingPanel({ summary: { coming, model } }: { summary: NeedSummary }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { unit } = useNeedsAddress()
  if (!model || coming.customers === 0) return null
  const quality = model.quality?.customers
  const counts = [
    [7, coming.within7],
    [14, coming.within14],
    [30, coming.within30],
  ] as const
  const expected = (ahead: number) => coming.expected.find(({ days }) => days === ahead)
  const within = (ahead: number) => ({ from: addDays(model.asOf, 1), to: addDays(model.asOf, ahead) })
  return (
    <section className="panel coming">
      <h2>{t('insight:needs.coming.title')}</h2>
      <ul className="coming-counts">
        {counts.map(([ahead, count]) => {
          const { from, to } = within(ahead)
          const name = t('insight:needs.coming.segment', { count: ahead })
          const buyers = expected(ahead)
          return (
            <li key={ahead}>
              <span className="second">{t('insight:needs.coming.within', { count: ahead })}</span>
              {buyers && (
                <span>
                  {t('insight:needs.coming.expected', { count: Math.round(buyers.expected) })}{' '}
                  <span className="second">
                    {format.number(Math.round(buyers.low))}–{format.number(Math.round(buyers.high))}
                  </span>
                </span>
              )}
              <PageLink to={customersAt({ nextPurchase: days(from, to), unit, sort: 'nextPurchase' })}>
                {t('insight:needs.coming.customers', { count })}
              </PageLink>
              {may('customers.segments') && (
                <PageLink to={nextPurchaseSegmentAt({ days: ahead, unit, name })}>
                  {t('insight:needs.coming.makeSegment')}
                </PageLink>
              )}
            </li>
          )
        })}
      </ul>
      <p className="basis">
        {t('insight:needs.coming.basis', { count: coming.customers })}
        {quality &&
          ` ${t('insight:needs.coming.quality', {
            count: quality.customers,
            model: format.number(quality.error.model, { maximumFractionDigits: 1 }),
            customer: format.number(quality.error.customer, { maximumFractionDigits: 1 }),
            shop: format.number(quality.error.shop, { maximumFractionDigits: 1 }),
          })}`}
        {quality && verdictOf(quality) !== null && ` ${t(`insight:needs.coming.verdict.${verdictOf(quality)}`)}`}
        {quality &&
          quality.byMiddle !== null &&
          ` ${t('insight:needs.coming.calibration', { share: format.percent(quality.byMiddle, 0) })}`}
        {quality &&
          quality.coverage !== null &&
          ` ${t('insight:needs.coming.coverage', { share: format.percent(quality.coverage, 0) })}`}
      </p>
    </section>
  )
}

type Quality = NonNullable<NonNullable<NonNullable<NeedSummary['model']>['quality']>['customers']>

/** Whether a mean interval was nearer, and speaks; null: the model was. */
function verdictOf({ better, error }: Quality): 'customer' | 'shop' | 'byChance' | null {
  if (better === 'customer' || better === 'shop') return better
  return Math.min(error.customer, error.shop) < error.model ? 'byChance' : null
}
