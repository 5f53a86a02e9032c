import { Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { FormWatch } from './form-watch.ts'
import { LeaveDialog } from './leave-dialog.tsx'

interface FormDialogProps {
  title: string
  onClose(): void
  /** Shows what can't be shown again: only its buttons close it, no stray key or click. */
  held?: boolean
  children: ReactNode
}

/** A dialog around a `RecordForm`. Escape or a click beside it never throws away what was typed: it asks first. */
export function FormDialog({ title, onClose, held = false, children }: FormDialogProps) {
  const [isTouched, setTouched] = useState(false)
  const [asking, setAsking] = useState(false)
  return (
    <Modal
      open
      title={title}
      onCancel={() => (isTouched ? setAsking(true) : onClose())}
      footer={null}
      destroyOnHidden
      keyboard={!held}
      mask={{ closable: !held }}
    >
      <FormWatch value={setTouched}>{children}</FormWatch>
      {asking && <LeaveDialog onStay={() => setAsking(false)} onLeave={onClose} />}
    </Modal>
  )
}
