import { useTranslation } from 'react-i18next'
import { ClassMark } from '#core/web/class-mark.tsx'
import { Money } from '#core/web/money.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { PlainTable } from '#core/web/plain-table.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findOverviewCall } from '../../overview/contract.ts'
import { customersAt } from '../addresses.ts'
import { usePeriod } from './use-period.ts'

/** One decimal in every row, so that the column can be read down. */
const PERCENT = { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const

/** How many customers stand in each class, and what they brought. */
export function ClassSummary({ overview }: { overview: WireReply<typeof findOverviewCall> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { unit } = usePeriod()
  const { classes } = overview
  const customers = classes.reduce((sum, row) => sum + row.customers, 0)
  const revenue = classes.reduce((sum, row) => sum + Number(row.revenue), 0)
  const share = (part: number, whole: number) => (whole > 0 ? format.number(part / whole, PERCENT) : '–')
  return (
    <>
      <h2>{t('insight:classes.title')}</h2>
      <div className="scrolled tight class-summary">
        <PlainTable
          label={t('insight:classes.title')}
          data={{
            columns: [
              { title: t('insight:classes.class') },
              { title: t('insight:classes.customers'), figure: true },
              { title: t('insight:classes.share'), figure: true },
              { title: t('insight:figures.revenue'), figure: true },
              { title: t('insight:classes.revenueShare'), figure: true },
            ],
            rows: classes.map((row) => [
              <PageLink key="class" to={customersAt({ class: row.class, unit, sort: '-revenue' })}>
                <ClassMark of={row.class} named />
              </PageLink>,
              format.number(row.customers),
              share(row.customers, customers),
              <Money key="revenue" value={row.revenue} currency={overview.currency} />,
              share(Number(row.revenue), revenue),
            ]),
          }}
        />
      </div>
      <p className="basis">
        {t('insight:classes.how')} <PageLink to="/overview/class-rule">{t('insight:classes.rule')}</PageLink>
      </p>
    </>
  )
}
