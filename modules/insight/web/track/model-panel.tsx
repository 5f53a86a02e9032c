import { useTranslation } from 'react-i18next'
import { Moment } from '#core/web/moment.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { listModelsCall } from '../../purchases/contract.ts'
import { lackingOf, whyNone } from '../predict/why-none.ts'
import { ForStatisticians } from './for-statisticians.tsx'
import { MeasureTable } from './measure-table.tsx'
import { measuresOf } from './measures-of.ts'

export type Model = WireReply<typeof listModelsCall>['items'][number]

const SIGN = { used: '✓', stepped_aside: '↷', too_little_data: '…' } as const

/** One model: whether its word is used and why, what it rests on, and how it did beside its base lines. */
export function ModelPanel({ model }: { model: Model }) {
  const { t } = useTranslation()
  const format = useFormat()
  const changed = model.fits.findIndex(({ version }) => version !== model.version)
  const measures = measuresOf(model.model, model.quality)
  const aside = asideOf(model)
  const lacking = model.model === 'purchases' ? lackingOf(model) : null
  return (
    <section className="panel wide">
      <h2>{t(`insight:track.model.${model.model}`)}</h2>
      <p className="model-line">
        <span className={`model-state ${model.state}`}>
          {SIGN[model.state]} {t(`insight:track.state.${model.state}`)}
        </span>
        <span className="basis">
          {model.version} · {t(`insight:track.rows.${model.model}`, { count: model.rows })} ·{' '}
          <Moment at={model.fittedAt} />
        </span>
      </p>
      {lacking && <p className="notice">{whyNone(t, lacking)}</p>}
      {aside !== null && <p className="notice">{t('insight:predict.asideFor', { horizons: aside })}</p>}
      <p className="basis">{t(`insight:track.what.${model.model}`)}</p>
      <p className="basis">{t(`insight:track.criterion.${model.model}`)}</p>
      <MeasureTable measures={measures} />
      {measures.rows.length === 0 && model.state === 'used' && <p className="basis">{t('insight:track.untested')}</p>}
      {measures.rows.length > 0 && measures.count !== null && (
        <p className="basis">
          {t(`insight:track.restsOn.${model.model}`, { count: measures.count, days: measures.days ?? 0 })}
        </p>
      )}
      <ForStatisticians model={model} />
      <p className="basis">
        {changed === -1
          ? t('insight:track.sameFor', { count: model.fits.length })
          : t('insight:track.changedAfter', { version: model.fits[changed]?.version ?? '', count: changed })}
        {` · ${t('insight:track.took', { seconds: format.number(model.durationMs / 1000, { maximumFractionDigits: 1 }) })}`}
      </p>
    </section>
  )

  /** Horizons in which the base line speaks though the model is in use. */
  function asideOf({ state, parameters }: Model): string | null {
    const days = parameters['aside']
    if (state !== 'used' || !Array.isArray(days) || days.length === 0) return null
    return days.map((one) => t(`insight:predict.next.${one}`)).join(t('insight:predict.and'))
  }
}
