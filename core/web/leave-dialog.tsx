import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'

/** Says that something filled in would be lost, and asks which is meant. */
export function LeaveDialog({ onStay, onLeave }: { onStay(): void; onLeave(): void }) {
  const { t } = useTranslation()
  return (
    <Modal
      open
      width={420}
      zIndex={1300}
      title={t('kit:leave.title')}
      onCancel={onStay}
      footer={
        <>
          <Button danger onClick={onLeave}>
            {t('kit:leave.discard')}
          </Button>
          <Button type="primary" autoFocus onClick={onStay}>
            {t('kit:leave.stay')}
          </Button>
        </>
      }
    >
      {t('kit:leave.lead')}
    </Modal>
  )
}
