import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const here = import.meta.dirname
const BUDGET_KB = 15

/** Says how much the script weighs that other people's pages load. */
function weigh(): Plugin {
  return {
    name: 'weigh-widget',
    writeBundle(_, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type !== 'chunk') continue
        const kb = gzipSync(file.code).length / 1024
        console.log(`${name}: ${kb.toFixed(1)} kB (gzip), budget ${BUDGET_KB} kB${kb > BUDGET_KB ? ' — OVER' : ''}`)
      }
    },
  }
}

/** One file without imports, for pages that are not ours. */
export default defineConfig({
  root: join(here, 'apps/widget'),
  plugins: [weigh()],
  build: {
    outDir: join(here, 'dist/widget'),
    emptyOutDir: true,
    target: 'es2020',
    reportCompressedSize: false,
    lib: { entry: 'widget.ts', formats: ['iife'], name: 'rapportWidget', fileName: () => 'widget.js' },
  },
})
