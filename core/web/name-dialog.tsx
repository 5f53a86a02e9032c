import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'

interface NameDialogProps {
  title: string
  /** As it is called now. */
  name?: string
  shared?: boolean
  /** Characters at most. */
  most: number
  /** What stands on it: the field, sharing, and the button. */
  texts: { name: string; share: string; action: string }
  onClose(): void
  onDone(name: string, shared: boolean): void
}

/** Asks what something saved is called and whether everybody may see it. */
export function NameDialog({
  title,
  name: before = '',
  shared: wasShared = false,
  most,
  texts,
  onClose,
  onDone,
}: NameDialogProps) {
  const [name, setName] = useState(before)
  const [shared, setShared] = useState(wasShared)
  const done = () => name.trim() && onDone(name.trim(), shared)
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={done}
      okText={texts.action}
      okButtonProps={{ disabled: name.trim() === '' }}
    >
      <Input
        autoFocus
        maxLength={most}
        value={name}
        aria-label={texts.name}
        placeholder={texts.name}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={done}
      />
      <Checkbox style={{ marginTop: 12 }} checked={shared} onChange={(event) => setShared(event.target.checked)}>
        {texts.share}
      </Checkbox>
    </Modal>
  )
}
