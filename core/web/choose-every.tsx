import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useToast } from './use-toast.ts'

/** How the keys of rows are had that aren't loaded yet. */
export interface EveryKey {
  /** As many as one change can take. */
  most: number
  load(isWanted: () => boolean): Promise<readonly string[]>
}

interface ChooseEveryProps {
  of: EveryKey
  /** How many match; null: unknown, or more than are counted. */
  total: number | null
  onChoose(keys: ReadonlySet<string>): void
}

/** With all loaded rows chosen: offers those that match and aren't loaded, too. */
export function ChooseEvery({ of, total, onChoose }: ChooseEveryProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  // Gone with a new filter or a cleared choice: what is still on its way must choose nothing then.
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  const choose = async () => {
    setBusy(true)
    try {
      const keys = await of.load(() => isHere.current)
      if (isHere.current) onChoose(new Set(keys))
    } catch (error) {
      toast.failed(error)
    }
    setBusy(false)
  }
  return (
    <Button type="link" size="small" loading={busy} onClick={() => void choose()}>
      {total !== null && total <= of.most
        ? t('kit:table.chooseEvery', { count: total })
        : t('kit:table.chooseFirst', { count: of.most })}
    </Button>
  )
}
