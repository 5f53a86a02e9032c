import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { Page } from '#core/web/page.tsx'
import { EmptyState, ErrorState, LateSkeleton, Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import { useCallPages } from '#core/web/use-call-pages.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { overviewCall, previewRuleCall } from '../../cleaning/contract.ts'
import './cleaning.css'
import type { Overview } from './cleaning-page.tsx'
import { useClean } from './use-clean.ts'
import { ValueChange } from './value-change.tsx'

type RuleKey = Overview['rules'][number]['rule']
type Item = WireReply<typeof previewRuleCall>['items'][number]

/** What a rule would change, before and after; all of it is applied, but what is unticked, or each by itself. */
export default function RulePage() {
  const { t } = useTranslation()
  const rule = useAddress().params.rule as RuleKey
  const overview = useCall<typeof overviewCall>('GET /api/cleaning', {}, { live: 'cleaning', keep: true })
  return (
    <Loaded of={overview}>
      {({ rules }) => {
        const known = rules.find((one) => one.rule === rule)
        return known ? <Preview rule={known} /> : <EmptyState title={t('customers:cleaning.noRule')} />
      }}
    </Loaded>
  )
}

function Preview({ rule }: { rule: Overview['rules'][number] }) {
  const { t } = useTranslation()
  const pages = useCallPages<typeof previewRuleCall>(
    'GET /api/cleaning/rules/:rule',
    { params: { rule: rule.rule }, query: { limit: 50 } },
    { live: 'cleaning' },
  )
  const [except, setExcept] = useState<ReadonlySet<string>>(new Set())
  const clean = useClean(rule.rule)
  const count = Math.max(0, rule.count - except.size)
  const toggle = (id: string) =>
    setExcept(new Set(except.has(id) ? [...except].filter((other) => other !== id) : [...except, id]))
  const applied = async () => {
    if (await clean.all([...except])) setExcept(new Set())
  }
  return (
    <Page
      title={t(`customers:cleaning.rule.${rule.rule}.title`)}
      crumbs={[{ title: t('customers:cleaning.title'), to: '/cleaning' }]}
      lead={t(`customers:cleaning.rule.${rule.rule}.what`)}
      {...(!rule.singly &&
        count > 0 && {
          primary: {
            key: 'apply',
            label: t('customers:cleaning.apply', { count }),
            busy: clean.busy,
            run: () => void applied(),
          },
        })}
    >
      {pages.error ? (
        <ErrorState error={pages.error} retry={pages.retry} />
      ) : pages.loading ? (
        <LateSkeleton lines={8} />
      ) : pages.rows.length === 0 && !pages.hasMore ? (
        <EmptyState title={t('customers:cleaning.allClean')} reason={t('customers:cleaning.allCleanReason')} />
      ) : (
        <ul className="panel change-list" aria-label={t('customers:cleaning.preview')}>
          {pages.rows.map((item) => (
            <PreviewRow
              key={item.id}
              item={item}
              isIn={!except.has(item.id)}
              onToggle={rule.singly ? null : () => toggle(item.id)}
              onAccept={() => void clean.one(item.id)}
            />
          ))}
        </ul>
      )}
      {pages.hasMore && (
        <Button className="more" loading={pages.loadingMore} onClick={pages.loadMore}>
          {t('customers:duplicates.more')}
        </Button>
      )}
    </Page>
  )
}

interface RowProps {
  item: Item
  isIn: boolean
  /** Null: proposals are accepted one by one. */
  onToggle: (() => void) | null
  onAccept(): void
}

function PreviewRow({ item, isIn, onToggle, onAccept }: RowProps) {
  const { t } = useTranslation()
  const name = item.name || t('customers:nameless')
  return (
    <li className={isIn ? undefined : 'out'}>
      <span className="who">
        {onToggle && (
          <Checkbox checked={isIn} onChange={onToggle} aria-label={t('customers:cleaning.include', { name })} />
        )}
        <CustomerChip customer={{ id: item.id, name }} />
      </span>
      <div className="changes">
        {item.changes.map((change) => (
          <ValueChange key={change.field} change={change} />
        ))}
        {item.basis && <p className="faint basis">{t('customers:cleaning.basis', { text: item.basis })}</p>}
      </div>
      {!onToggle && (
        <Button size="small" onClick={onAccept}>
          {t('customers:cleaning.accept')}
        </Button>
      )}
    </li>
  )
}
