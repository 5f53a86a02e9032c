import { Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '#core/web/api-error.ts'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import type { sudoCall } from '../sign-in/contract.ts'

interface Waiting {
  work(): Promise<unknown>
  settle(outcome: { value: unknown } | { error: unknown }): void
}

/** For dangerous acts: when the server wants the password once more, asks for it and does the act again. */
export function useConfirmed(): { confirmed<T>(work: () => Promise<T>): Promise<T>; dialog: ReactNode } {
  const { t } = useTranslation()
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const confirmed = async <T,>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'sudo_needed') throw error
      return new Promise<T>((resolve, reject) => {
        setWaiting({
          work,
          settle: (outcome) => {
            setWaiting(null)
            if ('error' in outcome) reject(outcome.error)
            else resolve(outcome.value as T)
          },
        })
      })
    }
  }
  const submit = async ({ password }: { password: string }) => {
    await callApi<typeof sudoCall>('POST /api/session/sudo', { body: { password } })
    if (!waiting) return
    try {
      waiting.settle({ value: await waiting.work() })
    } catch (error) {
      waiting.settle({ error })
    }
  }
  const cancel = () => waiting?.settle({ error: new ApiError(403, 'sudo_needed', t('team:errors.sudo_needed')) })
  const dialog = waiting && (
    <Modal
      open
      title={t('team:confirm.title')}
      onCancel={cancel}
      footer={null}
      width={420}
      zIndex={1200}
      destroyOnHidden
    >
      <p>{t('team:confirm.lead')}</p>
      <RecordForm<{ password: string }> onSubmit={submit} submitLabel={t('team:confirm.action')} onCancel={cancel}>
        <Field name="password" label={t('team:account.password')} required>
          <Input.Password autoFocus autoComplete="current-password" maxLength={200} />
        </Field>
      </RecordForm>
    </Modal>
  )
  return { confirmed, dialog }
}
