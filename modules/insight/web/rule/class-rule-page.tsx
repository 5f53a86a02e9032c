import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LeaveGuard } from '#core/web/leave-guard.tsx'
import { Page } from '#core/web/page.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useMay } from '#core/web/use-may.ts'
import { useSend } from '#core/web/use-send.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { changeClassRuleCall, findClassRuleCall } from '../../rule/contract.ts'
import './class-rule.css'
import { RuleFields } from './rule-fields.tsx'
import { RulePreview } from './rule-preview.tsx'

/** How scores become a class, to be read by everybody and changed by some, with what a change would do. */
export default function ClassRulePage() {
  const { t } = useTranslation()
  const answer = useCall<typeof findClassRuleCall>('GET /api/insight/class-rule', {})
  return (
    <Page
      title={t('insight:rule.title')}
      crumbs={[{ title: t('insight:overview.title'), to: '/overview' }]}
      lead={t('insight:rule.lead')}
    >
      <Loaded of={answer}>{(data) => <Editor key={data.version} data={data} />}</Loaded>
    </Page>
  )
}

function Editor({ data }: { data: WireReply<typeof findClassRuleCall> }) {
  const { t } = useTranslation()
  const may = useMay()
  const toast = useToast()
  const [rule, setRule] = useState(data.rule)
  const isChanged = JSON.stringify(rule) !== JSON.stringify(data.rule)
  const save = useSend<typeof changeClassRuleCall>('PUT /api/insight/class-rule', {
    refreshes: ['/api/insight/class-rule'],
    onDone: () => toast.done(t('insight:rule.saved')),
  })
  const send = () => save.mutate({ body: { rule }, ifMatch: data.version }, { onError: toast.failed })
  return (
    <div className="class-rule">
      <LeaveGuard when={() => isChanged && !save.isPending} />
      <section className="panel">
        <RuleFields rule={rule} disabled={!may('insight.rule')} onChange={setRule} />
        {may('insight.rule') && (
          <div className="buttons">
            <Button type="primary" disabled={!isChanged} loading={save.isPending} onClick={send}>
              {t('insight:rule.save')}
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
      {may('insight.rule') && (
        <section className="panel">
          <RulePreview rule={rule} />
        </section>
      )}
    </div>
  )
}
