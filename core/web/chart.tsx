import { BarChartOutlined, PictureOutlined, TableOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './chart.css'
import { ChartCanvas } from './chart-canvas.tsx'
import { chartPicture } from './chart-picture.ts'
import { PlainTable, type PlainTableData } from './plain-table.tsx'

/** A point that was clicked. */
export interface ChartPoint {
  name: string
  seriesName: string
  dataIndex: number
  value: unknown
  data: unknown
}

export interface ChartProps {
  /** The finding, as a sentence: "A fifth of the customers bring 74 % of the sales". */
  title: string
  /** What it rests on: how many orders, which time. */
  basis?: ReactNode
  /** ECharts; axes carry their unit in `name`. Colours, fonts, tooltip come from the kit. */
  option: EChartsCoreOption
  /** The same figures as a table. */
  table: PlainTableData
  height?: number
  /** Leads to the customers inside. */
  onPick?(point: ChartPoint): void
  /** Any place above a category leads there, not only its mark; for lines. The point then names no series. */
  pickAnywhere?: boolean
  /** Offers the chart as a picture (PNG) under this name. */
  picture?: string
}

/** A chart with its finding above and its figures behind it. */
export function Chart({
  title,
  basis,
  option,
  table,
  height = 260,
  onPick,
  pickAnywhere = false,
  picture,
}: ChartProps) {
  const { t } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  const drawn = useRef<EChartsType | null>(null)
  const label = t(asTable ? 'kit:chart.asChart' : 'kit:chart.asTable')
  return (
    <figure className="chart">
      <figcaption>
        <span className="finding">
          {title}
          {basis && <span className="basis">{basis}</span>}
        </span>
        {picture && !asTable && (
          <Button
            type="text"
            size="small"
            className="no-print"
            icon={<PictureOutlined />}
            aria-label={t('kit:chart.picture')}
            title={t('kit:chart.picture')}
            onClick={() => drawn.current && void chartPicture(drawn.current, title, picture)}
          />
        )}
        <Button
          type="text"
          size="small"
          className="no-print"
          icon={asTable ? <BarChartOutlined /> : <TableOutlined />}
          aria-label={label}
          title={label}
          onClick={() => setAsTable(!asTable)}
        />
      </figcaption>
      {asTable ? (
        <div className="chart-table" style={{ maxHeight: height }}>
          <PlainTable label={title} data={table} />
        </div>
      ) : (
        <ChartCanvas
          label={title}
          option={option}
          height={height}
          onPick={onPick}
          pickAnywhere={pickAnywhere}
          drawn={drawn}
        />
      )}
    </figure>
  )
}
