import { useTranslation } from 'react-i18next'
import { PlainTable } from '#core/web/plain-table.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { PredictionReply } from './prediction-page.tsx'

/** What was expected of a customer before, and what they did. */
export function EarlierPredictions({ data }: { data: PredictionReply }) {
  const { t } = useTranslation()
  const format = useFormat()
  const over = data.earlier.filter(({ happened }) => happened !== null)
  const held = over.filter(({ low, high, happened }) => happened !== null && happened >= low && happened <= high)
  return (
    <>
      <h2>{t('insight:predict.earlier')}</h2>
      {data.earlier.length === 0 ? (
        <p className="basis">{t('insight:predict.earlierNone')}</p>
      ) : (
        <>
          {over.length > 0 && <p>{t('insight:predict.earlierHeld', { count: over.length, held: held.length })}</p>}
          <div className="scrolled">
            <PlainTable
              label={t('insight:predict.earlier')}
              data={{
                columns: [
                  { title: t('insight:predict.toldOn') },
                  { title: t('insight:predict.time') },
                  { title: t('insight:predict.ordersColumn'), figure: true },
                  { title: t('insight:predict.interval'), figure: true },
                  { title: t('insight:predict.happened'), figure: true },
                ],
                rows: data.earlier.map((row) => [
                  row.told ? format.day(row.asOf) : t('insight:predict.lookedBack', { day: format.day(row.asOf) }),
                  t(`insight:predict.next.${row.days}`),
                  format.number(row.expected, { maximumFractionDigits: 1 }),
                  `${row.low}–${row.high}`,
                  row.happened === null ? t('insight:predict.running') : happenedText(row),
                ]),
              }}
            />
          </div>
        </>
      )}
    </>
  )

  function happenedText({ happened, low, high }: PredictionReply['earlier'][number]): string {
    if (happened === null) return ''
    return happened >= low && happened <= high ? `${happened} ✓` : `${happened} ✗`
  }
}
