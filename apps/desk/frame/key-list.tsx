import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isTyping } from '#core/web/is-typing.ts'
import { isDialogOpen } from '#core/web/open-dialog.ts'

const GROUPS = {
  everywhere: ['palette', 'list', 'close'],
  lists: ['search', 'move', 'open', 'choose'],
} as const

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent)

const KEYS: Record<(typeof GROUPS)[keyof typeof GROUPS][number], readonly string[]> = {
  palette: [isMac ? '⌘ K' : 'Ctrl K'],
  list: ['?'],
  close: ['Esc'],
  search: ['/'],
  move: ['j', 'k'],
  open: ['Enter'],
  choose: ['x'],
}

/** `?` shows which keys there are. */
export function KeyList() {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.defaultPrevented || isTyping(event.target) || isDialogOpen()) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return isOpen ? <KeyDialog onClose={() => setOpen(false)} /> : null
}

function KeyDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="key-list" onClose={onClose} closedby="any" aria-label={t('desk:keys.title')}>
      <h2>{t('desk:keys.title')}</h2>
      {Object.entries(GROUPS).map(([group, names]) => (
        <section key={group}>
          <h3>{t(`desk:keys.${group}`)}</h3>
          <dl>
            {names.map((name) => (
              <div key={name}>
                <dt>
                  {KEYS[name].map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{t(`desk:keys.${name}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </dialog>
  )
}
