import { PlainTable } from '#core/web/plain-table.tsx'
import type { ViewProps } from './answer-view.tsx'
import { BasisText } from './basis-text.tsx'
import type { Cube } from './use-answer.ts'
import { useChartTable } from './use-chart-table.tsx'
import { useFinding } from './use-finding.ts'

/** A cube as a table, its first column staying in sight. */
export function CubeTableView({ query, data, height, onOpen }: ViewProps<Cube>) {
  const finding = useFinding()
  const table = useChartTable(data, onOpen)
  const title = finding(data)
  return (
    <figure className="chart">
      <figcaption>
        <span className="finding">
          {title}
          <span className="basis">
            <BasisText query={query} data={data} />
          </span>
        </span>
      </figcaption>
      <div className="cube-table" style={height ? { maxHeight: height } : {}}>
        <PlainTable label={title} data={table} />
      </div>
    </figure>
  )
}
