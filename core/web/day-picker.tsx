import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useTranslation } from 'react-i18next'
import type { DayFieldProps } from './day-field.tsx'
import './day-picker.css'

const DAY = 'YYYY-MM-DD'
const MINUTE = 'YYYY-MM-DDTHH:mm'

/** The calendar of a `DayField`; loaded with the first of them. */
export default function DayPicker(props: DayFieldProps) {
  const { value, onChange, withTime = false, min, max, clearable = true, onLeave, autoFocus, ...rest } = props
  const { t, i18n } = useTranslation()
  dayjs.locale(i18n.language === 'zh-CN' ? 'zh-cn' : 'en')
  // The first is how a day is shown, the others may be typed too.
  const days = t('kit:day.formats').split('|')
  return (
    <DatePicker
      {...rest}
      className="day-picker"
      classNames={{ popup: { root: 'day-picker-popup' } }}
      value={parsed(value)}
      onChange={(next: Dayjs | null) => onChange?.(next ? next.format(withTime ? MINUTE : DAY) : '')}
      format={withTime ? days.map((format) => `${format} HH:mm`) : days}
      {...(withTime && { showTime: { format: 'HH:mm' }, needConfirm: false })}
      minDate={parsed(min)}
      maxDate={parsed(max)}
      allowClear={clearable}
      {...(autoFocus && { autoFocus })}
      onBlur={() => onLeave?.()}
    />
  )
}

const parsed = (value: string | undefined) => {
  const day = value ? dayjs(value) : null
  return day?.isValid() ? day : undefined
}
