import { Button, Input, InputNumber, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ClassMark } from '#core/web/class-mark.tsx'
import { LeaveGuard } from '#core/web/leave-guard.tsx'
import { Page } from '#core/web/page.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useMay } from '#core/web/use-may.ts'
import { useSend } from '#core/web/use-send.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { ClassPolicy } from '../../value/class-policies.ts'
import type { changeClassPoliciesCall, findClassPoliciesCall } from '../../value/contract.ts'
import './potential.css'

const CLASSES = ['key', 'worth_winning', 'dispensable'] as const
const CHOICES = {
  service: ['priority', 'standard', 'self_service', 'none'],
  offers: ['personal', 'standard', 'none'],
  fees: ['waived', 'standard', 'full'],
} as const

/** How the customers of each class are treated, to be read by everybody and changed by some. */
export default function PoliciesPage() {
  const { t } = useTranslation()
  const answer = useCall<typeof findClassPoliciesCall>('GET /api/insight/class-policies', {})
  return (
    <Page
      title={t('insight:policy.title')}
      crumbs={[{ title: t('insight:potential.title'), to: '/insight/value' }]}
      lead={t('insight:policy.lead')}
    >
      <Loaded of={answer}>{(data) => <Editor key={data.version} data={data} />}</Loaded>
    </Page>
  )
}

function Editor({ data }: { data: WireReply<typeof findClassPoliciesCall> }) {
  const { t } = useTranslation()
  const mayChange = useMay()('insight.rule')
  const toast = useToast()
  const [policies, setPolicies] = useState(data.policies)
  const isChanged = JSON.stringify(policies) !== JSON.stringify(data.policies)
  const save = useSend<typeof changeClassPoliciesCall>('PUT /api/insight/class-policies', {
    refreshes: ['/api/insight/class-policies'],
    onDone: () => toast.done(t('insight:policy.saved')),
  })
  const send = () => save.mutate({ body: { policies }, ifMatch: data.version }, { onError: toast.failed })
  return (
    <div className="policies">
      <LeaveGuard when={() => isChanged && !save.isPending} />
      {CLASSES.map((name) => (
        <section key={name} className="panel">
          <h2>
            <ClassMark of={name} named />
          </h2>
          <PolicyFields
            policy={policies[name]}
            disabled={!mayChange}
            onChange={(patch) => setPolicies({ ...policies, [name]: { ...policies[name], ...patch } })}
          />
        </section>
      ))}
      {mayChange && (
        <div className="buttons">
          <Button type="primary" disabled={!isChanged} loading={save.isPending} onClick={send}>
            {t('insight:policy.save')}
          </Button>
          <Button disabled={!isChanged} onClick={() => setPolicies(data.policies)}>
            {t('insight:rule.undo')}
          </Button>
          <Button type="link" onClick={() => setPolicies(data.standard)}>
            {t('insight:policy.standard')}
          </Button>
        </div>
      )}
    </div>
  )
}

interface FieldsProps {
  policy: ClassPolicy
  disabled: boolean
  onChange(patch: Partial<ClassPolicy>): void
}

function PolicyFields({ policy, disabled, onChange }: FieldsProps) {
  const { t } = useTranslation()
  const choice = (name: keyof typeof CHOICES) => (
    <Line label={t(`insight:policy.${name}.label`)}>
      {(id) => (
        <Select
          id={id}
          value={policy[name] as string}
          disabled={disabled}
          options={CHOICES[name].map((value) => ({ value, label: t(`insight:policy.${name}.${value}`) }))}
          onChange={(value) => onChange({ [name]: value })}
        />
      )}
    </Line>
  )
  return (
    <>
      {choice('service')}
      <Line label={t('insight:policy.answer')}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={240}
            value={policy.answerHours}
            disabled={disabled}
            placeholder={t('insight:policy.noPromise')}
            onChange={(answerHours) => onChange({ answerHours })}
          />
        )}
      </Line>
      {choice('offers')}
      {choice('fees')}
      <Line label={t('insight:policy.note')}>
        {(id) => (
          <Input.TextArea
            id={id}
            value={policy.note}
            maxLength={300}
            rows={1}
            disabled={disabled}
            onChange={(event) => onChange({ note: event.target.value })}
          />
        )}
      </Line>
    </>
  )
}

function Line({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="line">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
