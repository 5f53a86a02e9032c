import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { useMay } from '#core/web/use-may.ts'
import type { Overview } from './cleaning-page.tsx'
import { customersWith } from './customers-with.ts'

/** What is missing or wrong, the most common first; each leads to the customers it concerns. */
export function GapList({ quality: { gaps, customers } }: { quality: Overview['quality'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const mayMerge = useMay()('customers.merge')
  return (
    <section className="panel gap-list">
      <h2>{t('customers:cleaning.gaps')}</h2>
      {gaps.length === 0 && <p className="faint">{t('customers:cleaning.noGaps')}</p>}
      <ul>
        {gaps.map(({ gap, customers: n }) => (
          <li key={gap}>
            <PageLink to={gap === 'double' && mayMerge ? '/duplicates' : customersWith(gap)}>
              <span className="what">{t(`customers:gap.${gap}`)}</span>
              <span className="bar" aria-hidden>
                <span style={{ width: `${(100 * n) / Math.max(1, customers)}%` }} />
              </span>
              <span className="figure">{format.number(n)}</span>
              <span className="figure faint">{format.percent(n / Math.max(1, customers), 0)}</span>
            </PageLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
