import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

/** Where in a tree we are, each step a way back up. */
export function BreakdownPath({ parent, onGo }: { parent: string; onGo(path: string): void }) {
  const { t } = useTranslation()
  if (parent === '') return null
  const steps = parent.split('/')
  return (
    <nav aria-label={t('insight:breakdown.path')} className="breakdown-path">
      <Button type="link" size="small" onClick={() => onGo('')}>
        {t('insight:breakdown.all')}
      </Button>
      {steps.map((step, index) => {
        const path = steps.slice(0, index + 1).join('/')
        return (
          <Button key={path} type="link" size="small" disabled={path === parent} onClick={() => onGo(path)}>
            {step}
          </Button>
        )
      })}
    </nav>
  )
}
