/** Where a signed-in person goes: back to where they came from, never to another site. */
export function enterDesk(): void {
  const to = new URLSearchParams(window.location.search).get('to') ?? '/'
  const here = window.location.origin
  const wanted = URL.canParse(to, here) ? new URL(to, here) : null
  const inside = wanted && to.startsWith('/') && wanted.origin === here && !wanted.pathname.startsWith('/sign-in')
  // A full load: nothing of an earlier person stays in memory. With its origin: a path may begin with two slashes by now.
  window.location.replace(inside ? wanted.href : '/')
}
