import { useTranslation } from 'react-i18next'
import type { ShownWebhook } from './webhook.ts'

/** How a webhook does, by a sign and a word. */
export function WebhookState({ webhook }: { webhook: ShownWebhook }) {
  const { t } = useTranslation()
  const { failures } = webhook
  const [sign, tone, text] = webhook.disabledWhy
    ? (['×', 'bad', t('webhooks:state.gone')] as const)
    : webhook.disabledAt
      ? (['–', 'quiet', t('webhooks:state.stopped')] as const)
      : failures > 0
        ? (['!', 'bad', t('webhooks:state.failing', { count: failures })] as const)
        : webhook.lastSuccessAt
          ? (['✓', 'good', t('webhooks:state.working')] as const)
          : (['…', 'quiet', t('webhooks:state.untried')] as const)
  return (
    <span className={`webhook-state ${tone}`}>
      <span aria-hidden="true">{sign}</span> {text}
    </span>
  )
}
