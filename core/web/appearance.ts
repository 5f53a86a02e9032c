import { useSyncExternalStore } from 'react'
import { remembered } from './remembered.ts'
import { type Mode, paintRoot } from './theme.ts'

/** What the person chose; `auto` follows the device. */
export type Appearance = 'light' | 'dark' | 'auto'

const memory = remembered<Appearance>('appearance', 'auto')
const device = window.matchMedia('(prefers-color-scheme: dark)')
const watchers = new Set<() => void>()

const modeNow = (): Mode => {
  const chosen = memory.read()
  if (chosen !== 'auto') return chosen
  return device.matches ? 'dark' : 'light'
}

function changed(): void {
  paintRoot(modeNow())
  for (const watcher of watchers) watcher()
}

device.addEventListener('change', changed)
paintRoot(modeNow())

/** Light or dark, and how to change it; kept on this device. */
export function useAppearance(): { mode: Mode; choice: Appearance; choose(choice: Appearance): void } {
  const mode = useSyncExternalStore(watch, modeNow)
  const choice = useSyncExternalStore(watch, memory.read)
  return {
    mode,
    choice,
    choose: (next) => {
      memory.write(next)
      changed()
    },
  }
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => {
    watchers.delete(watcher)
  }
}
