import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface ViewDialogProps {
  title: string
  /** As it is called now; absent: a new one. */
  view?: { name: string; shared: boolean }
  onClose(): void
  onDone(name: string, shared: boolean): void
}

/** Asks what a view is called and whether everybody may use it. */
export function ViewDialog({ title, view, onClose, onDone }: ViewDialogProps) {
  const { t } = useTranslation()
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const done = () => name.trim() && onDone(name.trim(), shared)
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={done}
      okText={t('customers:view.saveNow')}
      okButtonProps={{ disabled: name.trim() === '' }}
    >
      <Input
        autoFocus
        maxLength={60}
        value={name}
        aria-label={t('customers:view.name')}
        placeholder={t('customers:view.name')}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={done}
      />
      <Checkbox style={{ marginTop: 12 }} checked={shared} onChange={(event) => setShared(event.target.checked)}>
        {t('customers:view.share')}
      </Checkbox>
    </Modal>
  )
}
