import { useTranslation } from 'react-i18next'
import { regionLabel } from '#core/words/regions.ts'

export interface ShownChange {
  field: string
  before: string | null
  after: string | null
}

const MARKS: readonly [RegExp, string][] = [
  [/^[\u200B-\u200D\u2060\uFEFF\u00AD]$/u, '¦'],
  [/^\t$/, '→'],
  [/^ +$/, '·'],
  [/^\u3000$/, '□'],
  [/^\u00A0$/, '°'],
]

interface Sign {
  /** Where it stands in the text. */
  from: number
  text: string
  isMark: boolean
}

/** Blanks and marks that nobody sees, each as a sign; the rest as it is. */
function signsOf(text: string): Sign[] {
  let from = 0
  return text.split(/([\u200B-\u200D\u2060\uFEFF\u00AD\t\u00A0\u3000]| {2,}|^ | $)/u).flatMap((piece) => {
    const at = from
    from += piece.length
    const mark = MARKS.find(([pattern]) => pattern.test(piece))
    if (piece === '') return []
    return [{ from: at, text: mark ? mark[1].repeat(Math.min(6, piece.length)) : piece, isMark: mark !== undefined }]
  })
}

/** One value before and after, with what nobody sees made visible. */
export function ValueChange({ change: { field, before, after } }: { change: ShownChange }) {
  const { t, i18n } = useTranslation()
  const shown = (value: string) => (field === 'region_path' ? regionLabel(value, i18n.language) : value)
  return (
    <div className="value-change">
      <span className="faint of">{t(`customers:cleaning.field.${field}`)}</span>
      <span className="before">
        {before ? (
          signsOf(shown(before)).map((part) => (
            <span key={part.from} className={part.isMark ? 'mark' : undefined}>
              {part.text}
            </span>
          ))
        ) : (
          <span className="faint">{t('customers:cleaning.empty')}</span>
        )}
      </span>
      <span className="faint" aria-hidden>
        →
      </span>
      <span className="after">
        {after ? shown(after) : <span className="faint">{t('customers:cleaning.empty')}</span>}
      </span>
    </div>
  )
}
