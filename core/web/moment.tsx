import './figures.css'
import { useFormat } from './use-format.ts'

/** A moment as people say it, the exact one on hover; `exact` turns that round. */
export function Moment({ at, exact = false }: { at: string | null | undefined; exact?: boolean }) {
  const format = useFormat()
  if (!at) return <span className="faint">–</span>
  const [shown, hint] = exact ? [format.moment(at), format.relative(at)] : [format.relative(at), format.moment(at)]
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
