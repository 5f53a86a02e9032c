import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface SaveDialogProps {
  title: string
  name: string
  shared: boolean
  onClose(): void
  onDone(name: string, shared: boolean): void
}

/** Asks what something is called and whether everybody may see it. */
export function SaveDialog({ title, name: before, shared: sharedBefore, onClose, onDone }: SaveDialogProps) {
  const { t } = useTranslation()
  const [name, setName] = useState(before)
  const [shared, setShared] = useState(sharedBefore)
  const done = () => name.trim() && onDone(name.trim(), shared)
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={done}
      okText={t('insight:explore.save.action')}
      okButtonProps={{ disabled: name.trim() === '' }}
    >
      <Input
        autoFocus
        maxLength={80}
        value={name}
        aria-label={t('insight:explore.save.name')}
        placeholder={t('insight:explore.save.name')}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={done}
      />
      <Checkbox style={{ marginTop: 12 }} checked={shared} onChange={(event) => setShared(event.target.checked)}>
        {t('insight:explore.save.share')}
      </Checkbox>
    </Modal>
  )
}
