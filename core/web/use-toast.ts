import { App } from 'antd'
import { useMemo } from 'react'
import { errorText } from './error-text.ts'

/** A short word at the top: `toast.done(t('…'))`, `toast.failed(error)`. */
export function useToast(): { done(text: string): void; failed(error: unknown): void } {
  const { message } = App.useApp()
  return useMemo(
    () => ({
      done: (text) => void message.success(text),
      failed: (error) => void message.error(errorText(error), 6),
    }),
    [message],
  )
}
