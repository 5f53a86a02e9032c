import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { refresh } from '#core/web/query-client.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { changeSettingCall, listSettingsCall } from '../../settings/contract.ts'
import '../team.css'
import { SettingInput } from './setting-input.tsx'

export type ShownSetting = WireReply<typeof listSettingsCall>['items'][number]

/** One setting: its value, a button to save it, and one to go back to how the house came. */
export function SettingRow({ setting, label }: { setting: ShownSetting; label: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [value, setValue] = useState<unknown>(setting.value)
  const [busy, setBusy] = useState(false)
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const save = async (next: unknown) => {
    setBusy(true)
    try {
      const params = { name: setting.name }
      await callApi<typeof changeSettingCall>(
        'PATCH /api/settings/:name',
        { params, body: { value: next } },
        { ifMatch: setting.version },
      )
      toast.done(t('team:saved'))
      void refresh('/api/settings', '/api/session')
    } catch (error) {
      toast.failed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="setting-row">
      <span>{label}</span>
      <div className="value">
        <SettingInput name={setting.name} label={label} schema={setting.schema} value={value} onChange={setValue} />
        {!same(value, setting.value) && (
          <Button type="primary" loading={busy} onClick={() => void save(value)}>
            {t('team:save')}
          </Button>
        )}
        {same(value, setting.value) && !same(value, setting.fallback) && (
          <Button loading={busy} onClick={() => void save(setting.fallback)}>
            {t('team:settings.reset')}
          </Button>
        )}
      </div>
    </div>
  )
}
