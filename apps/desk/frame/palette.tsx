import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '#core/web/use-go.ts'
import './palette.css'
import { PaletteEntry } from './palette-entry.tsx'
import { usePaletteEntries } from './use-palette-entries.ts'

/** Ctrl/⌘ K: goes to a page or a customer by a few letters. */
export function Palette({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const go = useGo()
  const dialog = useRef<HTMLDialogElement>(null)
  const listId = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { entries, waiting, error } = usePaletteEntries(text)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  const choose = (index: number, inNewTab: boolean) => {
    const entry = entries[index]
    if (!entry) return
    onClose()
    if (inNewTab) window.open(entry.to, '_blank', 'noopener')
    else go(entry.to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also ends the choice of a Chinese input method.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, entries.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter') choose(at, event.ctrlKey || event.metaKey)
    else return
    event.preventDefault()
  }
  return (
    <dialog ref={dialog} className="palette" onClose={onClose} closedby="any" aria-label={t('desk:palette.label')}>
      <input
        type="text"
        enterKeyHint="go"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={entries[at] ? `${listId}-${at}` : undefined}
        aria-label={t('desk:palette.label')}
        placeholder={t('desk:palette.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={listId} aria-label={t('desk:palette.label')} aria-busy={waiting}>
        {entries.map((entry, index) => (
          <PaletteEntry
            key={entry.key}
            id={`${listId}-${index}`}
            entry={entry}
            selected={index === at}
            onPoint={() => setAt(index)}
            onChoose={(inNewTab) => choose(index, inNewTab)}
          />
        ))}
      </div>
      {error && <p className="none">{error}</p>}
      {entries.length === 0 && !waiting && !error && <p className="none">{t('desk:palette.none')}</p>}
      <p className="keys">{t('desk:palette.keys')}</p>
    </dialog>
  )
}
