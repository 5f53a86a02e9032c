import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { loadEveryRoom } from '#core/web/i18n.ts'
import { loadWithWords } from '#core/web/load-with-words.ts'
import type { DeskPage } from '#core/web/pages.ts'
import { parseSearch, writeSearch } from '#core/web/search-text.ts'
import { ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { deskRooms } from './pages.ts'

const root = createRootRoute({ component: Outlet })

const signIn = (path: string, load: () => Promise<{ default: React.ComponentType }>) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) })

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: lazyRouteComponent(async () => {
    const [loaded] = await Promise.all([import('./frame/frame.tsx'), loadEveryRoom()])
    return loaded
  }),
})

const inFrame = (path: string, load: () => Promise<{ default: React.ComponentType }>, page?: DeskPage) =>
  createRoute({
    getParentRoute: () => frame,
    path,
    component: lazyRouteComponent(load),
    ...(page && { staticData: { page } }),
  })

const rooms = deskRooms.flatMap((room) =>
  room.pages.map((page) => inFrame(page.path, () => loadWithWords(room.name, page), page)),
)

const routeTree = root.addChildren([
  signIn('/sign-in', () => import('./sign-in/sign-in-page.tsx')),
  signIn('/sign-in/first', () => import('./sign-in/first-page.tsx')),
  signIn('/sign-in/link', () => import('./sign-in/first-page.tsx')),
  signIn('/sign-in/invite', () => import('./sign-in/invite-page.tsx')),
  signIn('/sign-in/forgot', () => import('./sign-in/forgot-page.tsx')),
  signIn('/sign-in/reset', () => import('./sign-in/reset-page.tsx')),
  frame.addChildren([
    inFrame('/', () => import('./home-page.tsx')),
    inFrame('/welcome', () => import('./welcome-page.tsx')),
    ...rooms,
    inFrame('$', () => import('./not-found-page.tsx')),
  ]),
])

// A page that could not be loaded keeps that error for as long as the desk is open, however often it is shown again.
const notLoaded = (error: unknown) => /dynamically imported module|Importing a module script/.test(String(error))

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch: writeSearch,
  defaultPreloadDelay: 40,
  defaultPendingComponent: () => <LateSkeleton lines={8} />,
  defaultErrorComponent: ({ error, reset }) => (
    <ErrorState error={error} retry={notLoaded(error) ? () => window.location.reload() : reset} />
  ),
  scrollRestoration: true,
  scrollToTopSelectors: ['#frame-main'],
})
