import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { AppearanceSwitch } from '../frame/appearance-switch.tsx'
import { LanguageSwitch } from '../frame/language-switch.tsx'
import './sign-in.css'

interface SignInFrameProps {
  title: string
  lead?: string | undefined
  children: ReactNode
  /** Under the box: the other ways. */
  foot?: ReactNode
}

/** What stands round every step of signing in. */
export function SignInFrame({ title, lead, children, foot }: SignInFrameProps) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} · Rapport`
  }, [title])
  return (
    <div className="sign-in">
      <header>
        <AppearanceSwitch />
        <LanguageSwitch />
      </header>
      <main>
        <div className="brand">
          <img src={new URL('../icon.svg', import.meta.url).href} alt="" width="28" height="28" />
          <span>{t('desk:product')}</span>
        </div>
        <div className="box">
          <h1>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
          {children}
        </div>
        {foot && <div className="foot">{foot}</div>}
      </main>
    </div>
  )
}
