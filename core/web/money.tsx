import './figures.css'
import { useFormat } from './use-format.ts'

/** An amount with its currency, exact from the decimal string; nothing known is a dash. */
export function Money({ value, currency }: { value: string | null | undefined; currency: string }) {
  const format = useFormat()
  if (value === null || value === undefined) return <span className="figure faint">–</span>
  return <span className={value.startsWith('-') ? 'figure negative' : 'figure'}>{format.money(value, currency)}</span>
}
