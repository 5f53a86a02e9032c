/**
 * Gives every `<style>` that scripts make the page's nonce. Ant Design does so for its own, but not for the one that
 * keeps the page from scrolling under a dialog, and the policy would refuse it.
 */
export function nonceForStyles(nonce: string): void {
  const create = document.createElement.bind(document)
  const withNonce = (name: string, options?: ElementCreationOptions) => {
    const made = create(name, options)
    if (made instanceof HTMLStyleElement) made.nonce = nonce
    return made
  }
  document.createElement = withNonce as typeof document.createElement
}
