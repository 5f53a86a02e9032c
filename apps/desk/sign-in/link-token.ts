/** The secret of a mailed or printed link; behind `#`, where no server log sees it (`?token=` is understood too). */
export function linkToken(): string | null {
  const { hash, search } = window.location
  return hash.length > 1 ? hash.slice(1) : new URLSearchParams(search).get('token')
}
