import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { EVENT_ROOMS, EVENT_TYPES } from '../event/event-types.ts'
import { eventText } from './event-text.ts'

interface EventChoiceProps {
  value?: string[]
  onChange?(events: string[]): void
  id?: string
}

/** Events by room, all of a room or single ones; whoever chooses all needs none of its single ones. */
export function EventChoice({ value = [], onChange, ...rest }: EventChoiceProps) {
  const { t } = useTranslation()
  const options = EVENT_ROOMS.map((room) => {
    const all = `${room}.*`
    const types = EVENT_TYPES.filter((type) => type.startsWith(`${room}.`))
    return {
      label: t(`webhooks:room.${room}`),
      title: room,
      options: [all, ...types].map((type) => ({
        value: type,
        label: eventText(t, type),
        title: type,
        disabled: type !== all && value.includes(all),
      })),
    }
  })
  const change = (chosen: string[]) => onChange?.(chosen.filter((type) => !isCovered(type, chosen)))
  return (
    <Select
      {...rest}
      mode="multiple"
      value={value}
      onChange={change}
      options={options}
      showSearch={{
        // By its words or by its name, as guides and programs write it.
        filterOption: (typed, option) =>
          `${option?.label ?? ''} ${option?.title ?? ''}`.toLowerCase().includes(typed.trim().toLowerCase()),
      }}
    />
  )
}

const isCovered = (type: string, chosen: string[]) => !type.endsWith('.*') && chosen.includes(`${type.split('.')[0]}.*`)
