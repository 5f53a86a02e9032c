import { useTranslation } from 'react-i18next'
import { Moment } from '#core/web/moment.tsx'
import { PlainTable } from '#core/web/plain-table.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { listModelsCall } from '../../purchases/contract.ts'

type Model = WireReply<typeof listModelsCall>['items'][number]

const SIGN = { used: '✓', stepped_aside: '↷', too_little_data: '…' } as const

/** One model: whether its word is used, what it rests on, and its figures. */
export function ModelPanel({ model }: { model: Model }) {
  const { t } = useTranslation()
  const format = useFormat()
  const changed = model.fits.findIndex(({ version }) => version !== model.version)
  return (
    <section className="panel">
      <h2>{t(`insight:track.model.${model.model}`)}</h2>
      <p className="model-line">
        <span className={`model-state ${model.state}`}>
          {SIGN[model.state]} {t(`insight:track.state.${model.state}`)}
        </span>
        <span className="basis">
          {model.version} · {t('insight:track.rows', { count: model.rows })} · <Moment at={model.fittedAt} />
        </span>
      </p>
      <p className="basis">{t(`insight:track.what.${model.model}`)}</p>
      <Figures label={t('insight:track.quality')} values={model.quality} />
      <Figures label={t('insight:track.parameters')} values={model.parameters} />
      <p className="basis">
        {changed === -1
          ? t('insight:track.sameFor', { count: model.fits.length })
          : t('insight:track.changedAfter', { version: model.fits[changed]?.version ?? '', count: changed })}
        {` · ${t('insight:track.took', { seconds: format.number(model.durationMs / 1000, { maximumFractionDigits: 1 }) })}`}
      </p>
    </section>
  )
}

/** Figures of a fit as they are named in the API, so that an analyst finds them again. */
function Figures({ label, values }: { label: string; values: Record<string, unknown> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = flat(values).map(([name, value]) => [
    <code key="name">{name}</code>,
    typeof value === 'number' ? format.number(value, { maximumSignificantDigits: 5 }) : String(value),
  ])
  if (rows.length === 0) return null
  return (
    <details>
      <summary>{label}</summary>
      <div className="scrolled">
        <PlainTable
          label={label}
          data={{
            columns: [{ title: t('insight:track.figure') }, { title: t('insight:track.value'), figure: true }],
            rows,
          }}
        />
      </div>
    </details>
  )
}

/** Nested figures by their path; long lists say their length only. */
function flat(value: unknown, path = ''): [string, unknown][] {
  if (Array.isArray(value) && value.length > 6) return [[path, `[${value.length}]`]]
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [[path, value]]
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, path === '' ? name : `${path}.${name}`))
}
