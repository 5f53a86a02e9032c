import { Input } from 'antd'
import { lazy, Suspense } from 'react'

export interface DayFieldProps {
  /** `YYYY-MM-DD`, with a time `YYYY-MM-DDTHH:mm`; empty: none. */
  value?: string
  onChange?(value: string): void
  withTime?: boolean
  min?: string
  max?: string
  id?: string
  size?: 'small' | 'middle'
  'aria-label'?: string
  placeholder?: string
  title?: string
  autoFocus?: boolean
  /** Whether it can be left empty. */
  clearable?: boolean
  /** Called when the calendar closes and the field is left, changed or not. */
  onLeave?(): void
}

// A calendar is large, and most pages never open one.
const DayPicker = lazy(() => import('./day-picker.tsx'))

/** A day, or a moment, chosen from a calendar or typed, in the reader's language whatever the browser's is. */
export function DayField(props: DayFieldProps) {
  const { id, size, placeholder, withTime } = props
  const waiting = (
    <Input
      disabled
      {...{ id, size, placeholder }}
      aria-label={props['aria-label']}
      value={withTime ? props.value?.replace('T', ' ') : props.value}
    />
  )
  return (
    <Suspense fallback={waiting}>
      <DayPicker {...props} />
    </Suspense>
  )
}
