import { type ComponentType, lazy, Suspense, use } from 'react'
import { ErrorBoundary } from './error-boundary.tsx'
import { loadWithWords } from './load-with-words.ts'
import type { SlotName, SlotPart, SlotProps } from './pages.ts'
import { Registry } from './registry.ts'
import { LateSkeleton } from './states.tsx'
import { useMay } from './use-may.ts'

const loaded = new WeakMap<SlotPart, ComponentType<Record<string, unknown>>>()

function componentOf(room: string, part: SlotPart): ComponentType<Record<string, unknown>> {
  const known = loaded.get(part)
  if (known) return known
  const load = part.load as () => Promise<{ default: ComponentType<Record<string, unknown>> }>
  const fresh = lazy(() => loadWithWords(room, { load, words: part.words }))
  loaded.set(part, fresh)
  return fresh
}

/** Shows what other rooms hang here: `<Slot name="customer.side" with={{ customerId }} />`. A part that fails leaves the rest standing. */
export function Slot<Name extends SlotName>({ name, with: props }: { name: Name; with: SlotProps[Name] }) {
  const rooms = use(Registry)
  const may = useMay()
  const parts = rooms
    .flatMap((room) =>
      (room.parts ?? []).map((part, index) => ({ part, room: room.name, key: `${room.name} ${index}` })),
    )
    .filter(({ part }) => part.slot === name && may(part.permission))
    .sort((a, b) => a.part.order - b.part.order)
  return parts.map(({ part, room, key }) => {
    const Part = componentOf(room, part)
    return (
      <ErrorBoundary key={key}>
        <Suspense fallback={<LateSkeleton lines={3} />}>
          <Part {...props} />
        </Suspense>
      </ErrorBoundary>
    )
  })
}
