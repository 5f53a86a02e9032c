import { type Actor, systemActor } from '#core/access/actor.ts'
import { forbidden } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import type { Run } from './run.ts'

const PERMISSION = 'imports.run'

/**
 * Whoever started a run, with what they may do now: somebody who was disabled in the meantime writes nothing more.
 * An API key keeps the rights it had, which are the run's own; a command is the house itself.
 * @throws forbidden when they don't hold `imports.run` any more.
 */
export async function actorOfRun(house: House, run: Run): Promise<Actor> {
  if (run.actor_kind === 'system') return systemActor(run.actor_id)
  if (run.actor_kind === 'key' && run.actor) {
    const { units, masked } = run.actor
    const grant = { permissions: new Set([PERMISSION]), units, masked: new Set(masked) }
    return { kind: 'key', id: run.actor_id, name: run.started_by_name, language: 'en', grants: [grant] }
  }
  const actor = await house.actors.ofStaff(house, run.actor_id)
  if (!actor) throw forbidden()
  return actor
}
