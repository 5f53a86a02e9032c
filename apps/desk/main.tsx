import '#core/web/base.css'
import { createRoot } from 'react-dom/client'
import { startI18n } from '#core/web/i18n.ts'
import { queryClient } from '#core/web/query-client.ts'
import { sessionQuery } from '#core/web/session.ts'
import { Desk } from './desk.tsx'
import { wordSource } from './word-source.ts'

// Asked while the words are still loading; the frame shows what comes of it.
if (!window.location.pathname.startsWith('/sign-in')) void queryClient.prefetchQuery(sessionQuery)

await startI18n(wordSource)
const root = document.getElementById('root')
if (root) createRoot(root).render(<Desk />)
