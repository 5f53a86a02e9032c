import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import { useSend } from '#core/web/use-send.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { cancelImport } from '../../contract.ts'
import type { RunShown } from './run-state.tsx'

/** How far an import is. Closing the page or the browser stops nothing. */
export function RunProgress({ run }: { run: RunShown }) {
  const { t } = useTranslation()
  const format = useFormat()
  const toast = useToast()
  const cancel = useSend<typeof cancelImport>('POST /api/imports/:runId/cancel', { refreshes: ['/api/imports/:runId'] })
  const written = run.new + run.changed + run.unchanged + run.refused
  const share = run.state === 'applying' && run.rows > 0 ? Math.floor((written / run.rows) * 100) : 0
  return (
    <section className="panel run-progress" aria-live="polite">
      <p>
        {run.state === 'applying'
          ? t('imports:progress.applying', { done: format.number(written), total: format.number(run.rows) })
          : t(`imports:progress.${run.state}`, { done: format.number(run.rows) })}
      </p>
      {run.state === 'applying' ? (
        <Progress percent={share} />
      ) : (
        <Progress percent={100} status="active" showInfo={false} />
      )}
      <p className="hint">{t('imports:progress.leave')}</p>
      {run.state !== 'reverting' && (
        <Button
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ params: { runId: run.id } }, { onError: toast.failed })}
        >
          {t('imports:progress.cancel')}
        </Button>
      )}
    </section>
  )
}
