import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { refresh } from '#core/web/query-client.ts'
import { SecretBox } from '#core/web/secret-box.tsx'
import { useSession } from '#core/web/session.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type {
  confirmTwoFactorCall,
  removeTwoFactorCall,
  renewBackupCodesCall,
  startTwoFactorCall,
} from '../../sign-in/contract.ts'
import '../team.css'
import { useConfirmed } from '../use-confirmed.tsx'

/** The second factor: set up with a QR code, backup codes, off again. */
export function OwnTwoFactor() {
  const { t } = useTranslation()
  const { twoFactor = false } = useSession()
  const toast = useToast()
  const { confirmed, dialog } = useConfirmed()
  const [setup, setSetup] = useState<WireReply<typeof startTwoFactorCall> | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const act = async (work: () => Promise<unknown>) => {
    try {
      await confirmed(work)
      void refresh('/api/session')
    } catch (error) {
      toast.failed(error)
    }
  }
  const start = async () => setSetup(await callApi<typeof startTwoFactorCall>('POST /api/session/two-factor', {}))
  const renew = async () => {
    const made = await callApi<typeof renewBackupCodesCall>('POST /api/session/two-factor/backup-codes', {})
    setCodes(made.backupCodes)
  }
  const remove = () => callApi<typeof removeTwoFactorCall>('DELETE /api/session/two-factor', {})
  const confirm = async (body: { code: string }) => {
    const work = () => callApi<typeof confirmTwoFactorCall>('POST /api/session/two-factor/confirm', { body })
    setCodes((await confirmed(work)).backupCodes)
    setSetup(null)
    void refresh('/api/session')
  }
  return (
    <section className="panel">
      <h2>{t('team:account.twoFactor')}</h2>
      <p className="faint">{t(twoFactor ? 'team:account.twoFactorOn' : 'team:account.twoFactorOff')}</p>
      {codes && <SecretBox lead={t('team:account.backupCodes')} secret={codes.join('\n')} />}
      {setup && <Setup setup={setup} onConfirm={confirm} />}
      {!setup && (
        <div className="form-buttons">
          {!twoFactor && <Button onClick={() => void act(start)}>{t('team:account.setUp')}</Button>}
          {twoFactor && <Button onClick={() => void act(renew)}>{t('team:account.renewCodes')}</Button>}
          {twoFactor && (
            <Button danger onClick={() => void act(remove)}>
              {t('team:account.turnOff')}
            </Button>
          )}
        </div>
      )}
      {dialog}
    </section>
  )
}

interface SetupProps {
  setup: WireReply<typeof startTwoFactorCall>
  onConfirm(body: { code: string }): Promise<void>
}

function Setup({ setup, onConfirm }: SetupProps) {
  const { t } = useTranslation()
  return (
    <div className="two-factor">
      <img src={setup.qr} width={220} height={220} alt={t('team:account.qr')} />
      <div>
        <p>{t('team:account.scan')}</p>
        <SecretBox lead={t('team:account.typeIt')} secret={setup.secret} />
        <RecordForm<{ code: string }> onSubmit={onConfirm} submitLabel={t('team:account.turnOn')}>
          <Field name="code" label={t('team:account.code')} required>
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={8} />
          </Field>
        </RecordForm>
      </div>
    </div>
  )
}
