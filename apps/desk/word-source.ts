import type { Language, WordSource, Words } from '#core/web/i18n.ts'

type Load = () => Promise<Words>

const files: Record<string, Load> = {
  ...import.meta.glob<Words>('../../modules/*/web/words/*.json', { import: 'default' }),
  ...import.meta.glob<Words>('../../connectors/*/web/words/*.json', { import: 'default' }),
  ...import.meta.glob<Words>('../../core/web/words/*.json', { import: 'default' }),
  ...import.meta.glob<Words>('./words/*.json', { import: 'default' }),
}

// The kit's words are `kit`, the frame's `desk`, a room's go by its folder.
function namespaceOf(file: string): string {
  if (file.startsWith('./')) return 'desk'
  return file.includes('/core/web/') ? 'kit' : (file.split('/').at(-4) ?? '')
}

const languageOf = (file: string) => file.replace(/^.*\/|\.json$/g, '')
const byName = new Map(Object.entries(files).map(([file, load]) => [`${languageOf(file)} ${namespaceOf(file)}`, load]))

/** Every room's words, found by their place. */
export const wordSource: WordSource = {
  namespaces: [...new Set(Object.keys(files).map(namespaceOf))],
  atOnce: ['kit', 'desk', 'team'],
  load: async (language: Language, namespace: string) => (await byName.get(`${language} ${namespace}`)?.()) ?? {},
}
