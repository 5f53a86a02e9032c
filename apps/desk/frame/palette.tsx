import { Button } from 'antd'
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '#core/web/use-go.ts'
import { useLate } from '#core/web/use-late.ts'
import { useMay } from '#core/web/use-may.ts'
import './palette.css'
import { PaletteEntry } from './palette-entry.tsx'
import { type FoundEntry, usePaletteEntries } from './use-palette-entries.ts'

/** Ctrl/⌘ K: goes to a page, a customer or an order by a few letters. */
export function Palette({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  const listId = useId()
  const [text, setText] = useState('')
  const found = usePaletteEntries(text)
  const { entries, isPending, error } = found
  const late = useLate(isPending)
  const open = useOpen(onClose)
  const { at, point, choose, forget } = useChoice(found, open)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also ends the choice of a Chinese input method.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') point(Math.min(at + 1, entries.length - 1))
    else if (event.key === 'ArrowUp') point(Math.max(at - 1, 0))
    else if (event.key === 'Enter') choose(event.ctrlKey || event.metaKey)
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
          forget()
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={listId} aria-label={t('desk:palette.label')} aria-busy={isPending}>
        {entries.map((entry, index) => (
          <PaletteEntry
            key={entry.key}
            id={`${listId}-${index}`}
            entry={entry}
            selected={index === at}
            onPoint={() => point(index)}
            onChoose={(inNewTab) => open(entry, inNewTab)}
          />
        ))}
      </div>
      {error && <p className="none">{error}</p>}
      {entries.length === 0 && !isPending && !error && <NothingFound onAdd={(to) => open({ to }, false)} />}
      <p className={late ? 'keys searching' : 'keys'} role="status">
        {late ? t('desk:palette.searching') : t('desk:palette.keys')}
      </p>
    </dialog>
  )
}

type Open = (entry: Pick<FoundEntry, 'to' | 'isStale'>, inNewTab: boolean) => void

function useOpen(onClose: () => void): Open {
  const go = useGo()
  return ({ to, isStale }, inNewTab) => {
    if (isStale) return
    onClose()
    if (inNewTab) window.open(to, '_blank', 'noopener')
    else go(to)
  }
}

/** Which entry is chosen; Enter waits for the answer to what stands in the field, unless somebody pointed at an entry. */
function useChoice({ entries, isPending }: { entries: FoundEntry[]; isPending: boolean }, open: Open) {
  const [pointed, setPointed] = useState<string | null>(null)
  const [wished, setWished] = useState<{ inNewTab: boolean } | null>(null)
  const at = Math.max(
    entries.findIndex(({ key }) => key === pointed),
    0,
  )
  const choose = (inNewTab: boolean) => {
    const entry = entries[at]
    if (isPending && (entry?.key !== pointed || entry?.isStale)) setWished({ inNewTab })
    else if (entry) open(entry, inNewTab)
  }
  useEffect(() => {
    if (!wished || isPending) return
    setWished(null)
    choose(wished.inNewTab)
  })
  return {
    at,
    point: (index: number) => setPointed(entries[index]?.key ?? null),
    choose,
    /** For another text: what was chosen for the former one counts no more. */
    forget: () => {
      setPointed(null)
      setWished(null)
    },
  }
}

/** What may be done about it: whoever isn't there yet can be added. */
function NothingFound({ onAdd }: { onAdd(to: string): void }) {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <p className="none">
      {t('desk:palette.none')}
      {may('customers.edit') && (
        <Button type="link" onClick={() => onAdd('/customers/new')}>
          {t('desk:palette.newCustomer')}
        </Button>
      )}
    </p>
  )
}
