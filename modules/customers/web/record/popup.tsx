import { Button, Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { FormWatch } from '#core/web/form-watch.ts'

interface PopupProps {
  icon: ReactNode
  label: string
  /** By what the quality of the record finds it. */
  fact?: string
  children(close: () => void): ReactNode
}

/** Flipped above its button a tall form would begin above the window: it shifts instead, and so has no arrow. */
const PLACEMENTS = {
  bottomRight: { points: ['tr', 'br'], offset: [0, 4], overflow: { adjustX: true, shiftX: true, shiftY: true } },
}

/** A small form that opens beside its button. A click elsewhere closes it only while nothing is typed into it. */
export function Popup({ icon, label, fact, children }: PopupProps) {
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
      builtinPlacements={PLACEMENTS}
      arrow={false}
      destroyOnHidden
      content={
        <div className="popup">
          <FormWatch value={setTouched}>{open && children(() => show(false))}</FormWatch>
        </div>
      }
    >
      <Button
        type="text"
        size="small"
        icon={icon}
        aria-label={label}
        title={label}
        aria-expanded={open}
        data-fact={fact}
      />
    </Popover>
  )
}
