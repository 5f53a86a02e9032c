import { Button, InputNumber } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LeaveGuard } from '#core/web/leave-guard.tsx'
import { Page } from '#core/web/page.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useMay } from '#core/web/use-may.ts'
import { useSend } from '#core/web/use-send.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { changeDemandRuleCall, findDemandRuleCall } from '../../demand/contract.ts'
import '../rule/class-rule.css'

const MOST_DAYS = 77

/** When and how much to reorder, to be read by everybody and changed by some. */
export default function DemandRulePage() {
  const { t } = useTranslation()
  const answer = useCall<typeof findDemandRuleCall>('GET /api/insight/demand/rule', {})
  return (
    <Page
      title={t('insight:demand.rule.title')}
      crumbs={[{ title: t('insight:demand.title'), to: '/insight/demand' }]}
      lead={t('insight:demand.rule.lead')}
    >
      <Loaded of={answer}>{(data) => <Editor key={data.version} data={data} />}</Loaded>
    </Page>
  )
}

function Editor({ data }: { data: WireReply<typeof findDemandRuleCall> }) {
  const { t } = useTranslation()
  const may = useMay()('insight.rule')
  const toast = useToast()
  const [rule, setRule] = useState(data.rule)
  const isChanged = JSON.stringify(rule) !== JSON.stringify(data.rule)
  const save = useSend<typeof changeDemandRuleCall>('PUT /api/insight/demand/rule', {
    refreshes: ['/api/insight/demand'],
    onDone: () => toast.done(t('insight:demand.rule.saved')),
  })
  const days = (name: 'leadTimeDays' | 'coverDays') => (
    <Line label={t(`insight:demand.rule.${name}`)} help={t(`insight:demand.rule.${name}Help`)}>
      {(id) => (
        <InputNumber
          id={id}
          min={1}
          max={MOST_DAYS - rule[name === 'coverDays' ? 'leadTimeDays' : 'coverDays']}
          precision={0}
          value={rule[name]}
          disabled={!may}
          suffix={t('insight:demand.rule.days')}
          onChange={(value) => setRule({ ...rule, [name]: value ?? data.standard[name] })}
        />
      )}
    </Line>
  )
  return (
    <div className="class-rule">
      <LeaveGuard when={() => isChanged && !save.isPending} />
      <section className="panel">
        {days('leadTimeDays')}
        {days('coverDays')}
        <Line label={t('insight:demand.rule.serviceLevel')} help={t('insight:demand.rule.serviceLevelHelp')}>
          {(id) => (
            <InputNumber
              id={id}
              min={50}
              max={99.9}
              value={Math.round(rule.serviceLevel * 1000) / 10}
              disabled={!may}
              suffix="%"
              onChange={(value) => setRule({ ...rule, serviceLevel: (value ?? 95) / 100 })}
            />
          )}
        </Line>
        {may && (
          <div className="buttons">
            <Button
              type="primary"
              disabled={!isChanged}
              loading={save.isPending}
              onClick={() => save.mutate({ body: { rule }, ifMatch: data.version }, { onError: toast.failed })}
            >
              {t('insight:demand.rule.save')}
            </Button>
            <Button disabled={!isChanged} onClick={() => setRule(data.rule)}>
              {t('insight:rule.undo')}
            </Button>
            <Button type="link" onClick={() => setRule(data.standard)}>
              {t('insight:rule.standard')}
            </Button>
          </div>
        )}
      </section>
    </div>
  )
}

function Line({ label, help, children }: { label: string; help: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <>
      <div className="rule-line">
        <label htmlFor={id}>{label}</label>
        {children(id)}
      </div>
      <p className="basis">{help}</p>
    </>
  )
}
