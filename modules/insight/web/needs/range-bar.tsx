import { daysBetween } from '#core/words/dates.ts'

interface RangeBarProps {
  /** Days of the axis. */
  from: string
  to: string
  today: string
  low: string
  next: string
  high: string
  label: string
}

/** Where on a time axis a purchase is expected: the interval as a bar, the likeliest day as a dot, today as a line. */
export function RangeBar({ from, to, today, low, next, high, label }: RangeBarProps) {
  const whole = Math.max(1, daysBetween(from, to))
  const at = (day: string) => Math.min(100, Math.max(0, (100 * daysBetween(from, day)) / whole))
  return (
    <span className="range-bar" role="img" aria-label={label} title={label}>
      <span className="interval" style={{ left: `${at(low)}%`, width: `${Math.max(1.5, at(high) - at(low))}%` }} />
      <span className="likeliest" style={{ left: `${at(next)}%` }} />
      <span className="today" style={{ left: `${at(today)}%` }} />
    </span>
  )
}
