/** Goes to the sign-in page, which comes back to this address afterwards. */
export function leaveForSignIn(): void {
  const { pathname, search } = window.location
  if (pathname.startsWith('/sign-in')) return
  const to = pathname === '/' && search === '' ? '' : `?to=${encodeURIComponent(pathname + search)}`
  window.location.assign(`/sign-in${to}`)
}
