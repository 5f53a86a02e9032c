import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { refresh } from '#core/web/query-client.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { changeSettingCall } from '../../settings/contract.ts'
import '../team.css'
import { SettingInput } from './setting-input.tsx'
import { settingProblems } from './setting-problems.ts'
import { settingHelp, settingLabel } from './setting-text.ts'
import type { MoneyOfCompany, ShownSetting } from './shown-setting.ts'

/** One setting: what it is for, its value, a button to save it, and one to go back to how the house came. */
export function SettingRow({ setting, money }: { setting: ShownSetting; money: MoneyOfCompany }) {
  const { t } = useTranslation()
  const [value, setValue] = useState<unknown>(setting.value)
  const { busy, save } = useSave(setting)
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const problems = settingProblems(setting.schema, value)
  const isChanged = !same(value, setting.value)
  const isWhole = setting.schema.type === 'object'
  const help = settingHelp(setting, money.currency)
  return (
    <div className="setting-row">
      <div>
        {settingLabel(setting)}
        {help && <p className="faint">{help}</p>}
      </div>
      <div className={isWhole ? 'value whole' : 'value'}>
        <SettingInput setting={setting} value={value} problems={problems} money={money} onChange={setValue} />
        {isChanged && (
          <Button type="primary" loading={busy} disabled={problems.size > 0} onClick={() => void save(value)}>
            {t('team:save')}
          </Button>
        )}
        {!isChanged && !same(value, setting.fallback) && hasReset(setting) && (
          <Button loading={busy} onClick={() => void save(setting.fallback)}>
            {t('team:settings.reset')}
          </Button>
        )}
      </div>
    </div>
  )
}

// One click must not wipe out a whole table of rates, and a page of its own has its own way back.
const hasReset = ({ schema }: ShownSetting) => schema.type !== 'object'

function useSave(setting: ShownSetting) {
  const { t } = useTranslation()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const save = async (next: unknown) => {
    setBusy(true)
    try {
      await callApi<typeof changeSettingCall>(
        'PATCH /api/settings/:name',
        { params: { name: setting.name }, body: { value: next } },
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
  return { busy, save }
}
