import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

/** True for a plain left click: anything else (new tab, new window) is the browser's. */
export const isPlainClick = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

/** A link inside the desk: `<PageLink to="/customers?region=44">`. A real `<a>`, so it opens in a new tab too. */
export function PageLink({
  to,
  children,
  className,
  label,
}: {
  to: string
  children: ReactNode
  className?: string | undefined
  label?: string
}) {
  const router = useRouter()
  return (
    <a
      href={to}
      className={className}
      aria-label={label}
      onMouseEnter={() => void router.preloadRoute({ to: to.split('?')[0] }).catch(() => {})}
      onClick={(event) => {
        if (event.defaultPrevented || !isPlainClick(event)) return
        event.preventDefault()
        router.history.push(to)
      }}
    >
      {children}
    </a>
  )
}
