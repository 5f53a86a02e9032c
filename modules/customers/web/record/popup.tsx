import { Button, Popover } from 'antd'
import { type ReactNode, useState } from 'react'

interface PopupProps {
  icon: ReactNode
  label: string
  children(close: () => void): ReactNode
}

/** A small form that opens beside its button. */
export function Popup({ icon, label, children }: PopupProps) {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={<div className="popup">{open && children(() => setOpen(false))}</div>}
    >
      <Button type="text" size="small" icon={icon} aria-label={label} title={label} aria-expanded={open} />
    </Popover>
  )
}
