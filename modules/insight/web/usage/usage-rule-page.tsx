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
import type { changeUsageRuleCall, findUsageRuleCall } from '../../usage/contract.ts'
import '../rule/class-rule.css'
import './usage.css'
import { UsageFields } from './usage-fields.tsx'
import { UsagePreview } from './usage-preview.tsx'

/** How usage and loyalty are told, to be read by everybody and changed by some, with what a change would do. */
export default function UsageRulePage() {
  const { t } = useTranslation()
  const answer = useCall<typeof findUsageRuleCall>('GET /api/insight/usage/rule', {}, { live: 'insight' })
  return (
    <Page
      title={t('insight:usage.rule.title')}
      crumbs={[{ title: t('insight:usage.title'), to: '/insight/usage' }]}
      lead={t('insight:usage.rule.lead')}
    >
      <Loaded of={answer}>{(data) => <Editor key={data.version} data={data} />}</Loaded>
    </Page>
  )
}

function Editor({ data }: { data: WireReply<typeof findUsageRuleCall> }) {
  const { t } = useTranslation()
  const may = useMay()('insight.rule')
  const toast = useToast()
  const [rule, setRule] = useState(data.rule)
  const isChanged = JSON.stringify(rule) !== JSON.stringify(data.rule)
  const isSound = rule.usage.heavy < rule.usage.medium
  const save = useSend<typeof changeUsageRuleCall>('PUT /api/insight/usage/rule', {
    refreshes: ['/api/insight/usage/rule', '/api/insight/usage', '/api/insight/usage/categories'],
    onDone: () => toast.done(t('insight:usage.rule.saved')),
  })
  const send = () => save.mutate({ body: { rule }, ifMatch: data.version }, { onError: toast.failed })
  return (
    <>
      {data.computing && <p className="usage-notice">{t('insight:usage.computing')}</p>}
      <div className="class-rule">
        <LeaveGuard when={() => isChanged && !save.isPending} />
        <section className="panel">
          <UsageFields rule={rule} of={data} disabled={!may} onChange={setRule} />
          {may && (
            <div className="buttons">
              <Button type="primary" disabled={!isChanged || !isSound} loading={save.isPending} onClick={send}>
                {t('insight:usage.rule.save')}
              </Button>
              <Button disabled={!isChanged} onClick={() => setRule(data.rule)}>
                {t('insight:rule.undo')}
              </Button>
              <Button
                type="link"
                onClick={() =>
                  // Which brands are the company's own is no matter of taste: they stay.
                  setRule({
                    ...data.standard,
                    loyalty: { ...data.standard.loyalty, storeBrands: rule.loyalty.storeBrands },
                  })
                }
              >
                {t('insight:rule.standard')}
              </Button>
            </div>
          )}
        </section>
        {may && isSound && (
          <section className="panel">
            <UsagePreview rule={rule} />
          </section>
        )}
      </div>
    </>
  )
}
