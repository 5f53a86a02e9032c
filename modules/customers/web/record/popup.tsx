import { Button, Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { FormWatch } from '#core/web/form-watch.ts'

interface PopupProps {
  icon: ReactNode
  label: string
  children(close: () => void): ReactNode
}

/** A small form that opens beside its button. A click elsewhere closes it only while nothing is typed into it. */
export function Popup({ icon, label, children }: PopupProps) {
  const [open, setOpen] = useState(false)
  const [isTouched, setTouched] = useState(false)
  const show = (next: boolean) => {
    setTouched(false)
    setOpen(next)
  }
  return (
    <Popover
      open={open}
      onOpenChange={(next) => (next || !isTouched) && show(next)}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={
        <div className="popup">
          <FormWatch value={setTouched}>{open && children(() => show(false))}</FormWatch>
        </div>
      }
    >
      <Button type="text" size="small" icon={icon} aria-label={label} title={label} aria-expanded={open} />
    </Popover>
  )
}
