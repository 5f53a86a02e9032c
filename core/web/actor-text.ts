import i18next from 'i18next'

/** Who did something: people and keys by their name, the house's own hands by what they are (`kit:actor.<name>`). */
export function actorText(name: string, kind?: string): string {
  const key = `kit:actor.${name.replace(/\W/g, '_')}`
  if (i18next.exists(key)) return i18next.t(key)
  return kind === 'system' ? i18next.t('kit:actor.system') : name
}
