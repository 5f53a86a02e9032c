import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayField } from '#core/web/day-field.tsx'
import { useSend } from '#core/web/use-send.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { addInteractionCall } from '../../interaction/contract.ts'
import { type ComposerDraft, composerDrafts } from './composer-drafts.ts'

const KINDS = ['note', 'call', 'visit', 'mail', 'letter', 'fax', 'complaint'] as const

/** Writes down what staff had to do with the customer. One line until somebody writes; what is begun waits here until they come back. */
export function Composer({ customerId }: { customerId: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [draft, setDraft] = useState(() => composerDrafts.read(customerId))
  const { kind, direction, when, text } = draft
  const [open, setOpen] = useState(text !== '' || when !== '')
  const change = (part: Partial<ComposerDraft>) => {
    const next = { ...draft, ...part }
    composerDrafts.write(customerId, next)
    setDraft(next)
  }
  const send = useSend<typeof addInteractionCall>('POST /api/customers/:customerId/interactions', {
    once: true,
    refreshes: ['/api/customers/:customerId/interactions'],
    onDone: () => {
      composerDrafts.forget(customerId)
      setDraft({ ...draft, text: '', when: '' })
      setOpen(false)
      toast.done(t('customers:composer.done'))
    },
  })
  const isNote = kind === 'note'
  const submit = () => {
    if (send.isPending || (isNote && text.trim() === '')) return
    send.mutate(
      {
        params: { customerId },
        body: {
          kind,
          ...(!isNote && { direction }),
          ...(text.trim() && { body: text }),
          ...(when && { occurredAt: new Date(when).toISOString() }),
        },
      },
      { onError: toast.failed },
    )
  }
  return (
    <div className="composer">
      <Input.TextArea
        aria-label={t('customers:composer.label')}
        placeholder={t(`customers:composer.hint.${kind}`)}
        rows={open ? 3 : 1}
        maxLength={20_000}
        value={text}
        onFocus={() => setOpen(true)}
        onChange={(event) => change({ text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
          if (event.key === 'Escape' && text === '') setOpen(false)
        }}
      />
      {open && (
        <div className="choices">
          <Segmented
            size="small"
            aria-label={t('customers:composer.kind')}
            value={kind}
            options={KINDS.map((value) => ({ value, label: t(`customers:kindOf.${value}`) }))}
            onChange={(next) => change({ kind: next })}
          />
          {!isNote && (
            <Segmented
              size="small"
              aria-label={t('customers:composer.direction')}
              value={direction}
              options={(['outbound', 'inbound'] as const).map((value) => ({
                value,
                label: t(`customers:direction.${value}`),
              }))}
              onChange={(next) => change({ direction: next })}
            />
          )}
          {!isNote && (
            <DayField
              size="small"
              withTime
              aria-label={t('customers:composer.when')}
              placeholder={t('customers:composer.when')}
              value={when}
              onChange={(next) => change({ when: next })}
            />
          )}
          <Button
            type="primary"
            size="small"
            loading={send.isPending}
            disabled={isNote && text.trim() === ''}
            onClick={submit}
          >
            {t('customers:composer.save')}
          </Button>
        </div>
      )}
    </div>
  )
}
