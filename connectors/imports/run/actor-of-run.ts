import { type Actor, systemActor } from '#core/access/actor.ts'
import { forbidden } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import type { Run } from './run.ts'

/**
 * Whoever started a run, person or API key, with what they may do now: who was disabled or revoked in the meantime
 * writes nothing more. A command is the house itself.
 * @throws forbidden when they are gone.
 */
export async function actorOfRun(house: House, run: Run): Promise<Actor> {
  if (run.actor_kind === 'system') return systemActor(run.actor_id)
  const find = run.actor_kind === 'key' ? house.actors.ofKey : house.actors.ofStaff
  const actor = await find?.(house, run.actor_id)
  if (!actor) throw forbidden()
  return actor
}
