import './figures.css'
import { useFormat } from './use-format.ts'

interface MomentProps {
  at: string | null | undefined
  /** Turns it round: the exact moment shown, to the minute, or to the second where rows follow each other closely. */
  exact?: boolean | 'second'
}

/** A moment as people say it, from a week on its date; the exact one on hover. */
export function Moment({ at, exact = false }: MomentProps) {
  const format = useFormat()
  if (!at) return <span className="faint">–</span>
  const [shown, hint] = exact
    ? [exact === 'second' ? format.moment(at) : format.minute(at), format.relative(at)]
    : [format.relative(at), format.moment(at)]
  return (
    <time dateTime={at} title={hint} className="moment">
      {shown}
    </time>
  )
}

/** The day of a moment in calendar days, as the analysis counts them; the exact moment on hover. */
export function DayAgo({ at }: { at: string | null }) {
  const format = useFormat()
  if (!at) return <span className="faint">–</span>
  return (
    <time dateTime={at} title={format.moment(at)} className="moment">
      {format.relativeDay(at)}
    </time>
  )
}
