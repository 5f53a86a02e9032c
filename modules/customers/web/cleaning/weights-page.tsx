import { Button, InputNumber } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LeaveGuard } from '#core/web/leave-guard.tsx'
import { Page } from '#core/web/page.tsx'
import { useSession } from '#core/web/session.ts'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useSend } from '#core/web/use-send.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { changeWeightsCall, findWeightsCall } from '../../cleaning/contract.ts'
import './cleaning.css'

type Weights = WireReply<typeof findWeightsCall>
type Part = keyof Weights['weights']

/** What counts how much in the quality of a record, with the formula in words. */
export default function WeightsPage() {
  const { t } = useTranslation()
  const answer = useCall<typeof findWeightsCall>('GET /api/cleaning/weights', {})
  return (
    <Page
      title={t('customers:cleaning.weights.title')}
      crumbs={[{ title: t('customers:cleaning.title'), to: '/cleaning' }]}
      lead={t('customers:cleaning.weights.lead')}
    >
      <Loaded of={answer}>{(data) => <Editor key={data.version} data={data} />}</Loaded>
    </Page>
  )
}

function Editor({ data }: { data: Weights }) {
  const { t } = useTranslation()
  const toast = useToast()
  const mayChange = useSession().units === 'all'
  const [weights, setWeights] = useState(data.weights)
  const isChanged = JSON.stringify(weights) !== JSON.stringify(data.weights)
  const parts = Object.keys(data.standard) as Part[]
  const whole = parts.reduce((sum, part) => sum + (weights[part] ?? 0), 0)
  const save = useSend<typeof changeWeightsCall>('PUT /api/cleaning/weights', {
    refreshes: ['/api/cleaning/weights', '/api/tasks'],
    onDone: () => toast.done(t('customers:cleaning.weights.saved')),
  })
  const send = () => save.mutate({ body: { weights }, ifMatch: data.version }, { onError: toast.failed })
  return (
    <section className="panel weights">
      <LeaveGuard when={() => isChanged && !save.isPending} />
      {parts.map((part) => (
        <WeightLine
          key={part}
          part={part}
          weight={weights[part] ?? 0}
          whole={whole}
          disabled={!mayChange}
          onChange={(weight) => setWeights({ ...weights, [part]: weight })}
        />
      ))}
      {mayChange && (
        <div className="buttons">
          <Button type="primary" disabled={!isChanged || whole === 0} loading={save.isPending} onClick={send}>
            {t('customers:cleaning.weights.save')}
          </Button>
          <Button disabled={!isChanged} onClick={() => setWeights(data.weights)}>
            {t('customers:cleaning.weights.undo')}
          </Button>
          <Button type="link" onClick={() => setWeights(data.standard)}>
            {t('customers:cleaning.weights.standard')}
          </Button>
        </div>
      )}
    </section>
  )
}

interface LineProps {
  part: Part
  weight: number
  whole: number
  disabled: boolean
  onChange(weight: number): void
}

function WeightLine({ part, weight, whole, disabled, onChange }: LineProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="weight-line">
      <label htmlFor={id}>
        {t(`customers:cleaning.part.${part}.title`)}
        <span className="faint">{t(`customers:cleaning.part.${part}.what`)}</span>
      </label>
      <InputNumber
        id={id}
        min={0}
        max={100}
        precision={0}
        value={weight}
        disabled={disabled}
        onChange={(next) => onChange(next ?? 0)}
      />
      <span className="figure faint">{whole === 0 ? '–' : `${Math.round((100 * weight) / whole)} %`}</span>
    </div>
  )
}
