/** Parts of the quality, with the fact of the record's page that mends them. */
const FACT_OF: Record<string, string> = { contact: 'identity', email: 'identity', phone: 'identity' }

/** Opens the field where a fact is edited; on a phone the facts are unfolded first. False: this page has no such field. */
export function openFact(part: string): boolean {
  const fact = document.querySelector(`[data-fact="${FACT_OF[part] ?? part}"]`)
  const button = fact?.matches('button') ? fact : fact?.querySelector('button')
  if (!(button instanceof HTMLElement)) return false
  const open = () => {
    button.scrollIntoView({ block: 'center' })
    button.click()
  }
  if (button.offsetParent !== null) open()
  else {
    document.querySelector<HTMLElement>('.record-facts > .fold')?.click()
    requestAnimationFrame(open)
  }
  return true
}
