import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { listTrackRecordsCall } from '../../purchases/contract.ts'
import { isOff } from './is-off.ts'

export type TrackRecord = WireReply<typeof listTrackRecordsCall>['items'][number]

/** The name of the axis begins where the chart does. */
const LEFT = { align: 'left', padding: [0, 0, 0, -28] }

/** Ten groups from the least expected to the most: what was expected beside what happened. */
export function CalibrationChart({ record, height = 280 }: { record: TrackRecord; height?: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { deciles } = record
  const two = (value: number) => format.number(value, { maximumFractionDigits: 2 })
  const held = deciles.filter(({ expected, low, high }) => expected >= low && expected <= high).length
  const [expected, happened] = [t('insight:track.expected'), t('insight:track.happened')]
  const groups = deciles.map((_, index) => String(index + 1))
  return (
    <Chart
      title={t('insight:track.calibration', { count: deciles.length, held })}
      basis={
        <>
          {t('insight:track.calibrationBasis', {
            day: format.day(record.asOf),
            days: record.days,
            count: record.customers,
          })}
          <br />
          {t(isOff(record) ? 'insight:track.totalOff' : 'insight:track.totalWithin', {
            expected: format.number(Math.round(record.expectedOrders)),
            happened: format.number(record.happenedOrders),
            share: format.number(record.expectedOrders / Math.max(record.happenedOrders, 1) - 1, {
              style: 'percent',
              maximumFractionDigits: 0,
              signDisplay: 'exceptZero',
            }),
          })}
        </>
      }
      height={height}
      option={{
        legend: { right: 0 },
        grid: { left: 8, right: 16, top: 36, bottom: 28, containLabel: true },
        tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => two(Number(value)) },
        xAxis: { type: 'category', name: t('insight:track.groups'), nameLocation: 'middle', nameGap: 24, data: groups },
        yAxis: { type: 'value', name: t('insight:track.perCustomer'), min: 0, nameTextStyle: LEFT },
        series: [
          { type: 'bar', name: happened, data: deciles.map((group) => group.happened), barMaxWidth: 26 },
          {
            type: 'line',
            name: expected,
            data: deciles.map((group) => group.expected),
            symbol: 'diamond',
            symbolSize: 9,
            lineStyle: { type: 'dashed' },
          },
        ],
      }}
      table={{
        columns: [
          { title: t('insight:track.groups') },
          { title: t('insight:track.customers'), figure: true },
          { title: expected, figure: true },
          { title: happened, figure: true },
          { title: t('insight:track.band'), figure: true },
        ],
        rows: deciles.map((group, index) => [
          groups[index],
          format.number(group.customers),
          two(group.expected),
          two(group.happened),
          `${two(group.low)}–${two(group.high)}`,
        ]),
      }}
    />
  )
}
