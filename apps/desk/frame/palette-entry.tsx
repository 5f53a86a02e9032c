import { useEffect, useRef } from 'react'
import { ClassMark } from '#core/web/class-mark.tsx'
import type { FoundEntry } from './use-palette-entries.ts'

interface PaletteEntryProps {
  id: string
  entry: FoundEntry
  selected: boolean
  onPoint(): void
  onChoose(inNewTab: boolean): void
}

export function PaletteEntry({ id, entry, selected, onPoint, onChoose }: PaletteEntryProps) {
  const line = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (selected) line.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  return (
    <button
      ref={line}
      type="button"
      id={id}
      role="option"
      aria-selected={selected}
      aria-disabled={entry.isStale ?? false}
      className={entry.isStale ? 'stale' : undefined}
      tabIndex={-1}
      onPointerMove={onPoint}
      onClick={(event) => onChoose(event.ctrlKey || event.metaKey)}
    >
      <ClassMark of={entry.class} />
      <span className="name">{entry.name}</span>
      {entry.hint && <span className="hint">{entry.hint}</span>}
      <span className="kind">{entry.kind}</span>
    </button>
  )
}
