import english from './words/en.json'
import chinese from './words/zh-CN.json'

const STYLE =
  'position:fixed;inset:auto 0 0 0;z-index:2147483000;display:flex;gap:12px;align-items:center;justify-content:center;' +
  'flex-wrap:wrap;padding:12px 16px;background:#fff;color:#1f2328;border-top:1px solid #d8dee4;font:14px/1.5 system-ui,sans-serif'
const BUTTON =
  'padding:6px 16px;border:1px solid #8c959f;border-radius:6px;background:#fff;color:inherit;font:inherit;cursor:pointer'

/** Asks in the page's language. Both answers are as easy to give. */
export function askConsent(answered: (yes: boolean) => void): void {
  const words = /^zh/i.test(document.documentElement.lang || navigator.language) ? chinese : english
  const bar = document.createElement('div')
  bar.setAttribute('role', 'dialog')
  bar.setAttribute('aria-label', words.ask)
  bar.style.cssText = STYLE
  const text = document.createElement('span')
  text.textContent = words.ask
  bar.append(text)
  for (const yes of [true, false]) {
    const button = document.createElement('button')
    button.type = 'button'
    button.style.cssText = BUTTON
    button.textContent = yes ? words.yes : words.no
    button.addEventListener('click', () => {
      bar.remove()
      answered(yes)
    })
    bar.append(button)
  }
  document.body.append(bar)
}
