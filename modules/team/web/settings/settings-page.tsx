import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import type { listSettingsCall } from '../../settings/contract.ts'
import { roomText } from '../permission-text.ts'
import '../team.css'
import { SettingRow } from './setting-row.tsx'

/** The company's settings, room by room. */
export default function SettingsPage() {
  const { t } = useTranslation()
  const settings = useCall<typeof listSettingsCall>('GET /api/settings', {}, { live: 'setting' })
  return (
    <Page title={t('team:settings.title')} lead={t('team:settings.lead')}>
      <Loaded of={settings}>
        {({ items, ...money }) =>
          [...Map.groupBy(items, (setting) => setting.room)].map(([room, own]) => (
            <section className="panel" key={room}>
              <h2>{room === 'team' ? t('team:settings.company') : roomText(room)}</h2>
              {own.map((setting) => (
                <SettingRow key={`${setting.name} ${setting.version}`} setting={setting} money={money} />
              ))}
            </section>
          ))
        }
      </Loaded>
    </Page>
  )
}
