import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '#core/web/session.ts'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findUsageRuleCall, previewUsageRuleCall } from '../../usage/contract.ts'
import { CategorySelect } from './category-select.tsx'
import { LOYALTIES, USAGES } from './usage-words.ts'
import { useUsageCategory } from './use-usage-category.ts'

type Rule = WireReply<typeof findUsageRuleCall>['rule']
type Counts = WireReply<typeof previewUsageRuleCall>['after']

/** How many customers of a category would stand in each cell, beside how many do. */
export function UsagePreview({ rule }: { rule: Rule }) {
  const { t } = useTranslation()
  const id = useId()
  const { units } = useSession()
  const { answer: categories, items, category, set } = useUsageCategory()
  const answer = useCall<typeof previewUsageRuleCall>(
    'POST /api/insight/usage/rule/preview',
    { body: { rule, category: category ?? '' } },
    { keep: true, enabled: category !== undefined },
  )
  return (
    <>
      <h2>{t('insight:usage.rule.preview')}</h2>
      <Loaded of={categories}>
        {() =>
          category === undefined ? (
            <EmptyState title={t('insight:usage.empty')} reason={t('insight:usage.emptyReason')} />
          ) : (
            <>
              <div className="usage-bar">
                <label htmlFor={id}>
                  {t('insight:usage.category')}
                  <CategorySelect id={id} items={items} value={category} onChange={(next) => set({ category: next })} />
                </label>
              </div>
              <Loaded of={answer}>
                {(data) => (
                  <>
                    <PreviewTable before={data.before} after={data.after} />
                    {data.sampled !== null && (
                      <p className="basis">{t('insight:usage.rule.sampled', { count: data.sampled })}</p>
                    )}
                    {units !== 'all' && <p className="basis">{t('insight:preview.estimate')}</p>}
                  </>
                )}
              </Loaded>
            </>
          )
        }
      </Loaded>
    </>
  )
}

function PreviewTable({ before, after }: { before: Counts; after: Counts }) {
  const { t } = useTranslation()
  const format = useFormat()
  const of = (counts: Counts, usage: string, loyalty: string) =>
    counts.find((cell) => cell.usage === usage && cell.loyalty === loyalty)?.customers ?? 0
  return (
    <table className="plain-table usage-preview" aria-label={t('insight:usage.rule.preview')}>
      <thead>
        <tr>
          <td />
          {LOYALTIES.map((loyalty) => (
            <th key={loyalty} scope="col" className="figure-cell">
              {t(`insight:usage.holds.${loyalty}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {USAGES.map((usage) => (
          <tr key={usage}>
            <th scope="row">{t(`insight:usage.of.${usage}`)}</th>
            {LOYALTIES.map((loyalty) => {
              const [now, then] = [of(before, usage, loyalty), of(after, usage, loyalty)]
              return (
                <td key={loyalty} className="figure-cell">
                  {now === then ? (
                    format.number(now)
                  ) : (
                    <>
                      {format.number(now)} → <b>{format.number(then)}</b>
                    </>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
