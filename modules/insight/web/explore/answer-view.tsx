import type { ChartKind } from '../../explore/chart-rules.ts'
import type { Query } from '../../explore/contract.ts'
import type { Cell } from './cell.ts'
import { CohortChart } from './cohort-chart.tsx'
import { CubeChart } from './cube-chart.tsx'
import { CubeTableView } from './cube-table.tsx'
import { HeatChart } from './heat-chart.tsx'
import { ParetoChart } from './pareto-chart.tsx'
import type { Answer } from './use-answer.ts'

export interface ViewProps<Data> {
  query: Query
  data: Data
  /** Name of its files. */
  name: string
  height?: number
  /** The most columns whose cells are wide enough for their numbers. */
  numbered?: number
  onOpen(cell: Cell): void
}

interface AnswerViewProps extends Omit<ViewProps<Answer>, 'data'> {
  answer: Answer
  chart: ChartKind
}

/** An answer as the chart that was chosen. */
export function AnswerView({ answer, chart, ...props }: AnswerViewProps) {
  if (answer.kind === 'cohort') return <CohortChart {...props} data={answer.data} />
  if (answer.kind === 'pareto') return <ParetoChart {...props} data={answer.data} />
  if (chart === 'table' || answer.data.axes.length === 0) return <CubeTableView {...props} data={answer.data} />
  if (chart === 'heat' && answer.data.axes.length === 2) return <HeatChart {...props} data={answer.data} />
  return <CubeChart {...props} data={answer.data} isLine={chart === 'line'} />
}
