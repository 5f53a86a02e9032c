import { useTranslation } from 'react-i18next'
import { ClassMark } from '#core/web/class-mark.tsx'
import { PlainTable } from '#core/web/plain-table.tsx'
import { useSession } from '#core/web/session.ts'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { ClassRule } from '../../rule/class-rule.ts'
import type { previewClassRuleCall } from '../../rule/contract.ts'

/** What a rule would do to the customers as they are scored now. */
export function RulePreview({ rule }: { rule: ClassRule }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { units } = useSession()
  const answer = useCall<typeof previewClassRuleCall>(
    'POST /api/insight/class-rule/preview',
    { body: { rule } },
    { keep: true },
  )
  return (
    <>
      <h2>{t('insight:preview.title')}</h2>
      <Loaded of={answer}>
        {(data) => (
          <>
            <p aria-live="polite">{t('insight:preview.changing', { count: data.changing, all: data.customers })}</p>
            {units !== 'all' && <p className="basis">{t('insight:preview.estimate')}</p>}
            <PlainTable
              label={t('insight:preview.title')}
              data={{
                columns: [
                  { title: t('insight:classes.class') },
                  { title: t('insight:preview.before'), figure: true },
                  { title: t('insight:preview.after'), figure: true },
                ],
                rows: data.before.map((row) => [
                  <ClassMark key="class" of={row.class} named />,
                  format.number(row.customers),
                  format.number(data.after.find((other) => other.class === row.class)?.customers ?? 0),
                ]),
              }}
            />
            {data.moves.length > 0 && (
              <ul className="moves">
                {data.moves.map((move) => (
                  <li key={`${move.from} ${move.to}`}>
                    <ClassMark of={move.from} named /> → <ClassMark of={move.to} named />{' '}
                    {format.number(move.customers)}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </>
  )
}
