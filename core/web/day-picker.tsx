import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useTranslation } from 'react-i18next'
import type { DayFieldProps } from './day-field.tsx'
import './day-picker.css'

const DAY = 'YYYY-MM-DD'
const MINUTE = 'YYYY-MM-DDTHH:mm'

/** First as it is shown, then as it may be typed too. */
const FORMATS = { 'zh-CN': ['YYYY-MM-DD', 'YYYY/M/D', 'YYYY年M月D日', 'YYYYMMDD'], en: ['D MMM YYYY', DAY, 'D/M/YYYY'] }

/** The calendar of a `DayField`; loaded with the first of them. */
export default function DayPicker(props: DayFieldProps) {
  const { value, onChange, withTime = false, min, max, clearable = true, onLeave, autoFocus, ...rest } = props
  const { i18n } = useTranslation()
  const isChinese = i18n.language === 'zh-CN'
  dayjs.locale(isChinese ? 'zh-cn' : 'en')
  const days = FORMATS[isChinese ? 'zh-CN' : 'en']
  return (
    <DatePicker
      {...rest}
      className="day-picker"
      classNames={{ popup: { root: 'day-picker-popup' } }}
      value={parsed(value)}
      onChange={(next: Dayjs | null) => onChange?.(next ? next.format(withTime ? MINUTE : DAY) : '')}
      format={withTime ? days.map((format) => `${format} HH:mm`) : [...days]}
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
