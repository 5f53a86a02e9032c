import { DatabaseOutlined, UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askApi } from '#core/web/ask-api.ts'
import { Page } from '#core/web/page.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useSession } from '#core/web/session.ts'
import { useGo } from '#core/web/use-go.ts'
import { useLive } from '#core/web/use-live.ts'
import { useToast } from '#core/web/use-toast.ts'
import './welcome.css'

/** The empty house: bring your own file, or look round with the sample first. */
export default function WelcomePage() {
  const { t } = useTranslation()
  const { actor } = useSession()
  const go = useGo()
  const toast = useToast()
  const [loading, setLoading] = useState(false)
  // The house is empty no longer as soon as the sample or a first import has brought customers.
  useLive(['task', 'customer'], () => void refresh('/api/session'))
  const loadSample = async () => {
    setLoading(true)
    try {
      await askApi('POST /api/sample')
      toast.done(t('desk:welcome.sampleStarted'))
      await refresh('/api/tasks', '/api/session')
    } catch (error) {
      setLoading(false)
      toast.failed(error)
    }
  }
  return (
    <Page title={t('desk:welcome.title', { name: actor.name })} lead={t('desk:welcome.lead')}>
      <div className="welcome">
        <section className="panel">
          <UploadOutlined className="sign" aria-hidden="true" />
          <h2>{t('desk:welcome.import.title')}</h2>
          <p>{t('desk:welcome.import.text')}</p>
          <ul>
            <li>{t('desk:welcome.import.kinds')}</li>
            <li>{t('desk:welcome.import.safe')}</li>
          </ul>
          <Button type="primary" onClick={() => go('/import')}>
            {t('desk:welcome.import.action')}
          </Button>
        </section>
        <section className="panel">
          <DatabaseOutlined className="sign" aria-hidden="true" />
          <h2>{t('desk:welcome.sample.title')}</h2>
          <p>{t('desk:welcome.sample.text')}</p>
          <ul>
            <li>{t('desk:welcome.sample.contents')}</li>
            <li>{t('desk:welcome.sample.made')}</li>
          </ul>
          <Button loading={loading} onClick={() => void loadSample()}>
            {t('desk:welcome.sample.action')}
          </Button>
        </section>
      </div>
    </Page>
  )
}
