import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import type { listModelsCall, listTrackRecordsCall } from '../../purchases/contract.ts'
import '../predict/predict.css'
import { CalibrationChart, type TrackRecord } from './calibration-chart.tsx'
import { ModelPanel } from './model-panel.tsx'
import { RecordChart } from './record-chart.tsx'
import { TrackFinding } from './track-finding.tsx'

const HORIZONS = ['30', '90', '365'] as const

/** How sure the models are: what each found, how it does beside its base line, and how earlier predictions fared. */
export default function ModelsPage() {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const days = HORIZONS.find((one) => one === search['days']) ?? '30'
  const models = useCall<typeof listModelsCall>('GET /api/insight/models', {}, { live: 'insight' })
  const records = useCall<typeof listTrackRecordsCall>(
    'GET /api/insight/track-records',
    { query: { days: Number(days) as 30 } },
    { live: 'insight', keep: true },
  )
  return (
    <Page title={t('insight:track.title')} lead={t('insight:track.lead')}>
      <div className="track-page">
        <section className="panel wide">
          <h2>{t('insight:track.record')}</h2>
          <Segmented
            value={days}
            options={HORIZONS.map((value) => ({ value, label: t(`insight:predict.next.${value}`) }))}
            onChange={(value) => set({ days: value })}
          />
          <Loaded of={records} lines={8}>
            {({ items, judged }) =>
              items.length === 0 ? (
                <EmptyState title={t('insight:track.empty')} reason={t('insight:track.none')} />
              ) : (
                <>
                  <TrackFinding judged={judged} days={days} />
                  <Records items={items} chosen={search['day']} onPick={(day) => set({ day })} />
                  <p className="basis">{t('insight:track.insideHow')}</p>
                </>
              )
            }
          </Loaded>
        </section>
        <Loaded of={models} lines={8}>
          {({ items }) =>
            items.length === 0 ? (
              <section className="panel wide">
                <EmptyState title={t('insight:track.noModels')} reason={t('insight:track.noModelsReason')} />
              </section>
            ) : (
              items.map((model) => <ModelPanel key={model.model} model={model} />)
            )
          }
        </Loaded>
      </div>
    </Page>
  )
}

interface RecordsProps {
  items: readonly TrackRecord[]
  chosen: string | undefined
  onPick(day: string): void
}

function Records({ items, chosen, onPick }: RecordsProps) {
  const record = items.find(({ asOf }) => asOf === chosen) ?? items[0]
  return (
    <div className="prediction-page">
      <RecordChart records={items} onPick={onPick} />
      {record && <CalibrationChart record={record} />}
    </div>
  )
}
