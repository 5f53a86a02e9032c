import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useGo } from '#core/web/use-go.ts'
import { useMay } from '#core/web/use-may.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { customerQualityCall } from '../../cleaning/contract.ts'
import '../cleaning/cleaning.css'
import { useClean } from '../cleaning/use-clean.ts'
import { ValueChange } from '../cleaning/value-change.tsx'
import { openFact } from './open-fact.ts'

type Reply = WireReply<typeof customerQualityCall>

/** How complete and valid a record is, what it lacks, and the quickest way to put that right. */
export default function CustomerQuality({ customerId }: { customerId: string }) {
  const { t } = useTranslation()
  const answer = useCall<typeof customerQualityCall>(
    'GET /api/customers/:customerId/quality',
    { params: { customerId } },
    { live: ['customer', 'customers', 'cleaning'], keep: true },
  )
  if (answer.data?.score === null) return null
  return (
    <section className="panel customer-quality">
      <h2>{t('customers:quality.title')}</h2>
      <Loaded of={answer} lines={3}>
        {(data) => (
          <>
            <Score score={data.score ?? 0} />
            <Lacks parts={data.parts} customerId={customerId} />
            {data.proposals.map((proposal) => (
              <ProposalLine key={proposal.rule} proposal={proposal} customerId={customerId} />
            ))}
          </>
        )}
      </Loaded>
    </section>
  )
}

function Score({ score }: { score: number }) {
  const { t } = useTranslation()
  return (
    <p className="score">
      <span className="figure">{score}</span>
      <span className="faint">{t('customers:quality.of')}</span>
      <span className="bar" aria-hidden>
        <span style={{ width: `${score}%` }} />
      </span>
    </p>
  )
}

function Lacks({ parts, customerId }: { parts: Reply['parts']; customerId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const mayEdit = useMay()('customers.edit')
  const go = useGo()
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0)
  const lacking = parts
    .map((one) => ({ ...one, lost: whole === 0 ? 0 : (100 * one.weight * (1 - one.share)) / whole }))
    .filter(({ lost }) => lost >= 0.5)
    .sort((a, b) => b.lost - a.lost)
  if (lacking.length === 0) return <p className="faint">{t('customers:quality.whole')}</p>
  const fix = (part: string) => openFact(part) || go(part === 'single' ? '/duplicates' : `/customers/${customerId}`)
  return (
    <ul className="lacks">
      {lacking.map(({ part, gap, lost }) => {
        const text = t(gap ? `customers:gap.${gap}` : `customers:quality.half.${part}`)
        return (
          <li key={part}>
            {mayEdit && FIXABLE.has(part) ? (
              <button type="button" className="link-button" onClick={() => fix(part)}>
                {text}
              </button>
            ) : (
              <span>{text}</span>
            )}
            <span className="figure faint">−{format.number(lost, { maximumFractionDigits: 0 })}</span>
          </li>
        )
      })}
    </ul>
  )
}

const FIXABLE: ReadonlySet<string> = new Set([
  'name',
  'contact',
  'email',
  'phone',
  'region',
  'consent',
  'birthday',
  'single',
])

function ProposalLine({ proposal, customerId }: { proposal: Reply['proposals'][number]; customerId: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const clean = useClean(proposal.rule)
  return (
    <div className="proposal">
      <span className="faint">{t(`customers:cleaning.rule.${proposal.rule}.title`)}</span>
      {proposal.changes.map((change) => (
        <ValueChange key={change.field} change={change} />
      ))}
      {may('customers.clean') && (
        <Button size="small" loading={clean.busy} onClick={() => void clean.one(customerId)}>
          {t('customers:cleaning.accept')}
        </Button>
      )}
    </div>
  )
}
