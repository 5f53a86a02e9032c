import { useTranslation } from 'react-i18next'
import './customer-chip.css'

const marks: Record<string, { letter: string; tone: string; word: string }> = {
  key: { letter: 'A', tone: 'good', word: 'kit:class.key' },
  worthWinning: { letter: 'B', tone: 'warn', word: 'kit:class.worthWinning' },
  dispensable: { letter: 'C', tone: 'plain', word: 'kit:class.dispensable' },
}

const markOf = (name: string) => marks[name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())]

/** The value class as a letter in its colour (never colour alone); `named` adds the word. */
export function ClassMark({ of, named = false }: { of: string | null | undefined; named?: boolean }) {
  const { t } = useTranslation()
  const mark = of ? markOf(of) : undefined
  if (!mark) return null
  const word = t(mark.word)
  return (
    <span className="class-mark-line">
      <span className={`class-mark ${mark.tone}`} title={word} role="img" aria-label={word}>
        {mark.letter}
      </span>
      {named && <span className="word">{word}</span>}
    </span>
  )
}
