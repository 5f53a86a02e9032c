import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from './error-text.ts'
import './toast.css'

const UNDO_SECONDS = 8

/**
 * Says what was done and offers to take it back, instead of asking "are you sure" before:
 * `const undoable = useUndoToast(); undoable(t('…'), () => callApi(…))`.
 */
export function useUndoToast(): (text: string, undo: () => Promise<unknown>) => void {
  const { message } = App.useApp()
  const { t } = useTranslation()
  return (text, undo) => {
    const takeBack = async () => {
      close()
      try {
        await undo()
        void message.success(t('kit:undo.done'))
      } catch (error) {
        void message.error(errorText(error))
      }
    }
    const close = message.open({
      type: 'success',
      duration: UNDO_SECONDS,
      content: (
        <span className="toast">
          {text}
          <Button type="link" size="small" onClick={() => void takeBack()}>
            {t('kit:undo.action')}
          </Button>
        </span>
      ),
    })
  }
}
