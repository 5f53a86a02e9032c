import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { PageLink } from '#core/web/page-link.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useSession } from '#core/web/session.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { startCheckCall } from '../../cleaning/contract.ts'
import type { addFieldCall } from '../../field/contract.ts'
import type { Overview } from './cleaning-page.tsx'

type Rule = Overview['rules'][number]

/** Every rule with how many records it would change. */
export function RuleList({ rules }: { rules: readonly Rule[] }) {
  const { t } = useTranslation()
  return (
    <section className="panel rule-list">
      <h2>{t('customers:cleaning.rules')}</h2>
      <ul>
        {rules.map((rule) => (
          <li key={rule.rule}>
            <RuleText rule={rule} />
            <RuleCount rule={rule} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function RuleText({ rule: { rule, singly } }: { rule: Rule }) {
  const { t } = useTranslation()
  return (
    <div className="what">
      <strong>{t(`customers:cleaning.rule.${rule}.title`)}</strong>
      {singly && <span className="tag">{t('customers:cleaning.singly')}</span>}
      <p className="faint">{t(`customers:cleaning.rule.${rule}.what`)}</p>
    </div>
  )
}

function RuleCount({ rule: { rule, count, barred } }: { rule: Rule }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (barred === 'masked') return <span className="faint">{t('customers:cleaning.masked')}</span>
  if (barred === 'no_fields') return <NeedsFields />
  if (count === 0) return <span className="faint">{t('customers:cleaning.nothing')}</span>
  return (
    <PageLink to={`/cleaning/rules/${rule}`} className="count">
      <span className="figure">{format.number(count)}</span> {t('customers:cleaning.records', { count })} ›
    </PageLink>
  )
}

/** A full name can be split only into fields that are there; whoever may adds them at once. */
function NeedsFields() {
  const { t } = useTranslation()
  const toast = useToast()
  const may = useMay()
  const mayCheck = useSession().units === 'all'
  const add = async () => {
    try {
      for (const key of ['family_name', 'given_name'] as const) {
        const body = { key, label: t(`customers:cleaning.fieldOf.${key}`), type: 'text' as const }
        await callApi<typeof addFieldCall>('POST /api/customer-fields', { body })
      }
      if (mayCheck) await callApi<typeof startCheckCall>('POST /api/cleaning/check', {})
      toast.done(t('customers:cleaning.fieldsAdded'))
    } catch (error) {
      toast.failed(error)
    }
    void refresh('/api/cleaning', '/api/customers/fields', '/api/customer-fields', '/api/tasks')
  }
  if (!may('customers.fields')) return <span className="faint">{t('customers:cleaning.noFields')}</span>
  return (
    <button type="button" className="link-button" onClick={() => void add()}>
      {t('customers:cleaning.addFields')}
    </button>
  )
}
