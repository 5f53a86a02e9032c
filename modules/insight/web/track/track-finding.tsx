import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { listTrackRecordsCall } from '../../purchases/contract.ts'
import { Blank } from '../parts/blank.tsx'

type Judged = NonNullable<WireReply<typeof listTrackRecordsCall>['judged']>

/** Who was nearer to what happened, whose figures are shown therefore, and whether totals are off beyond chance. */
export function TrackFinding({ judged, days }: { judged: Judged | null; days: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!judged) return <p className="basis">{t('insight:track.judged.tooFew')}</p>
  const { verdict, predictions, won, off, leans, bias } = judged
  const error = (value: number) => format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return (
    <>
      <p className={verdict === 'worse' ? 'notice' : undefined}>
        <strong>{t(`insight:track.judged.${verdict}`, { horizon: t(`insight:predict.next.${days}`) })}</strong>
        <Blank />
        {t('insight:track.judged.errors', {
          error: error(judged.error),
          base: error(judged.baseError),
          won,
          count: predictions,
        })}
      </p>
      <p className={leans === 'neither' ? undefined : 'notice'}>
        {off === 0
          ? t('insight:track.bias.none', { count: predictions })
          : t(`insight:track.bias.${leans}`, {
              off,
              count: predictions,
              share: format.number(bias ?? 0, {
                style: 'percent',
                maximumFractionDigits: 1,
                signDisplay: 'exceptZero',
              }),
            })}
      </p>
      <p className="basis">{t('insight:track.judged.how')}</p>
    </>
  )
}
