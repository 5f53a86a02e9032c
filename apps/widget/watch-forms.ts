import type { Send } from './sender.ts'

/** A form marked `data-rapport-form` tells who filled it in, when it is sent: e-mail, phone and name, nothing else of it. */
export function watchForms(send: Send): void {
  document.addEventListener(
    'submit',
    (event) => {
      const form = event.target instanceof HTMLFormElement ? event.target : null
      if (!form || !('rapportForm' in form.dataset)) return
      const typedIn = (selector: string) => form.querySelector<HTMLInputElement>(selector)?.value.trim().slice(0, 200)
      const email = typedIn('input[type=email], input[name=email]')
      const phone = typedIn('input[type=tel], input[name=phone]')
      const name = typedIn('input[name=name], input[autocomplete=name]')
      if (!email && !phone) return
      send({ type: 'identify', traits: { ...(email && { email }), ...(phone && { phone }), ...(name && { name }) } })
    },
    true,
  )
}
