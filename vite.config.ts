import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = import.meta.dirname
const outDir = join(here, 'dist/desk')
const BUDGET_KB = 350

/** Writes `.gz` and `.br` beside each asset, so that the server never compresses while somebody waits. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    // After everything is written, and only then: a build that failed has no assets, and its own error matters.
    writeBundle() {
      const folder = join(outDir, 'assets')
      for (const name of readdirSync(folder)) {
        if (!/\.(js|css|svg|json|wasm)$/.test(name)) continue
        const bytes = readFileSync(join(folder, name))
        writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }))
        const options = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, options))
      }
    },
  }
}

interface Chunk {
  type: 'chunk'
  name: string
  code: string
  imports: string[]
  isEntry: boolean
  facadeModuleId: string | null
  moduleIds: string[]
}

/** Says how much script the first page loads (entry, frame, home, words of one language), gzip, against the budget. */
function weighFirstPage(): Plugin {
  return {
    name: 'weigh-first-page',
    writeBundle(_, bundle) {
      const chunks = new Map(
        Object.entries(bundle).filter(
          (entry): entry is [string, Chunk & (typeof entry)[1]] => entry[1].type === 'chunk',
        ),
      )
      const named = (end: string) =>
        [...chunks].filter(([, chunk]) => chunk.moduleIds.some((id) => id.endsWith(end))).map(([file]) => file)
      const entry = [...chunks].filter(([, chunk]) => chunk.isEntry).map(([file]) => file)
      const words = named('desk/words/zh-CN.json')
      const wordsOfRooms = named('customers/web/words/zh-CN.json')
      const pages = {
        'sign-in': named('sign-in/sign-in-page.tsx'),
        'first page': [...wordsOfRooms, ...named('frame/frame.tsx'), ...named('home-page.tsx')],
      }
      for (const [page, files] of Object.entries(pages)) {
        const loaded = closure(chunks, [...entry, ...words, ...files])
        const size = [...loaded].reduce((sum, file) => sum + gzipSync(chunks.get(file)?.code ?? '').length, 0)
        const kb = Math.round(size / 1024)
        console.log(`${page}: ${kb} kB script (gzip), budget ${BUDGET_KB} kB${kb > BUDGET_KB ? ' — OVER' : ''}`)
      }
    },
  }
}

function closure(chunks: Map<string, Chunk>, files: string[], found = new Set<string>()): Set<string> {
  for (const file of files) {
    if (found.has(file)) continue
    found.add(file)
    closure(chunks, chunks.get(file)?.imports ?? [], found)
  }
  return found
}

const nameOfPageWords = (id: string) => id.replace(/^.*\/([^/]+)\/web\/([^/]+)\/words\/(.+)\.json$/, 'words-$3-$1-$2')

export default defineConfig({
  root: join(here, 'apps/desk'),
  plugins: [react(), weighFirstPage(), precompress()],
  resolve: {
    alias: ['core', 'modules', 'connectors'].map((name) => ({
      find: new RegExp(`^#${name}/`),
      replacement: `${join(here, name)}/`,
    })),
  },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Two downloads per language instead of one per room: what signing in says, and the rooms. Words
          // that only some pages need come with those.
          groups: ['zh-CN', 'en'].flatMap((language) => [
            {
              name: `words-${language}`,
              test: new RegExp(`(core/web|apps/desk|modules/team/web)/words/${language}\\.json$`),
            },
            { name: `words-${language}-rooms`, test: new RegExp(`/web/words/${language}\\.json$`) },
            {
              name: nameOfPageWords,
              debugName: `words-${language}-pages`,
              test: new RegExp(`/web/[^/]+/words/${language}\\.json$`),
            },
          ]),
        },
      },
    },
  },
})
