import type { RunShown } from './run-state.tsx'

/** What is true of a finished run whose very file came before, as a key of our words; null where there is nothing to say. */
export function sameFileText(
  run: Pick<RunShown, 'sameAs' | 'state' | 'new' | 'changed'>,
): 'imports:result.same' | 'imports:result.sameButNew' | null {
  if (!run.sameAs || run.state !== 'done') return null
  return run.new + run.changed === 0 ? 'imports:result.same' : 'imports:result.sameButNew'
}
