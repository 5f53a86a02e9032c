import type { Language, WordSource, Words } from '#core/web/i18n.ts'

type Load = () => Promise<Words>

const files: Record<string, Load> = {
  ...import.meta.glob<Words>('../../modules/*/web/{words,*/words}/*.json', { import: 'default' }),
  ...import.meta.glob<Words>('../../connectors/*/web/{words,*/words}/*.json', { import: 'default' }),
  ...import.meta.glob<Words>('../../core/web/words/*.json', { import: 'default' }),
  ...import.meta.glob<Words>('./words/*.json', { import: 'default' }),
}

// The kit's words are `kit`, the frame's `desk`, a room's go by its folder, those of a part of its pages by both.
function nameOf(file: string): string {
  if (file.startsWith('./')) return 'desk'
  if (file.includes('/core/web/')) return 'kit'
  const [, room, part] = /\/([^/]+)\/web\/(?:([^/]+)\/)?words\//.exec(file) ?? []
  return part ? `${room}/${part}` : `${room}`
}

const languageOf = (file: string) => file.replace(/^.*\/|\.json$/g, '')
const byName = new Map(Object.entries(files).map(([file, load]) => [`${languageOf(file)} ${nameOf(file)}`, load]))

/** Every room's words and those of its pages, found by their place. */
export const wordSource: WordSource = {
  rooms: [...new Set(Object.keys(files).map(nameOf))].filter((name) => !name.includes('/')),
  atOnce: ['kit', 'desk', 'team'],
  load: async (language: Language, file: string) => {
    const load = byName.get(`${language} ${file}`)
    if (!load) throw new Error(`no words ${file} in ${language}`)
    return await load()
  },
}
