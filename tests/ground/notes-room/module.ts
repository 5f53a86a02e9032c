import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#core/context.ts'
import { notFound, stale } from '#core/errors.ts'
import { announce } from '#core/events/announce.ts'
import { defineEvent } from '#core/events/event.ts'
import { react } from '#core/events/react.ts'
import { call } from '#core/http/contract.ts'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import { defineRoom, serve } from '#core/module.ts'
import { uuid7 } from '#core/words/uuid7.ts'

/** A small room that proves the ground without any business: notes that belong to units. */
const noteWritten = defineEvent('notes.note.written', z.object({ noteId: z.uuid() }))

const note = z.object({ noteId: z.uuid(), text: z.string(), version: z.int() })

const writeNoteCall = call({
  method: 'POST',
  path: '/api/notes',
  permission: 'notes.write',
  summary: 'Write a note',
  body: z.object({ text: z.string().max(1000), unitIds: z.array(z.int()).default([1]) }),
  reply: note,
  idempotent: true,
})

const listNotesCall = call({
  method: 'GET',
  path: '/api/notes',
  permission: 'notes.read',
  summary: 'Notes',
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  reply: z.object({ items: z.array(note) }),
})

const changeNoteCall = call({
  method: 'PATCH',
  path: '/api/notes/:noteId',
  permission: 'notes.write',
  summary: 'Change a note',
  params: z.object({ noteId: z.uuid() }),
  body: z.object({ text: z.string().max(1000) }),
  reply: note,
  versioned: true,
})

type Note = z.output<typeof note>

export async function writeNote(ctx: Context, input: { text: string; unitIds: number[] }): Promise<Note> {
  const noteId = uuid7()
  await sql`insert into notes.notes (note_id, unit_ids, text) values (${noteId}, ${input.unitIds}, ${input.text})`.execute(
    ctx.db,
  )
  announce(ctx, noteWritten, { noteId })
  return { noteId, text: input.text, version: 1 }
}

async function listNotes(ctx: Context, input: { limit: number }): Promise<{ items: Note[] }> {
  const { rows } = await sql<Note>`
    select note_id as "noteId", text, version from notes.notes order by note_id limit ${input.limit}`.execute(ctx.db)
  return { items: rows }
}

async function changeNote(ctx: Context, input: { noteId: string; text: string; ifMatch: number }): Promise<Note> {
  const found = await sql<{
    version: number
  }>`select version from notes.notes where note_id = ${input.noteId} for update`.execute(ctx.db)
  const version = found.rows[0]?.version
  if (version === undefined) throw notFound('note')
  if (version !== input.ifMatch) throw stale(version)
  await sql`update notes.notes set text = ${input.text}, version = version + 1 where note_id = ${input.noteId}`.execute(
    ctx.db,
  )
  return { noteId: input.noteId, text: input.text, version: version + 1 }
}

/** Fails as often as its payload says, to see retries. */
export const failures = new Map<string, number>()
export const flakyJob = defineJob({
  name: 'notes.flaky',
  payload: z.object({ key: z.string(), fail: z.int() }),
  run: async (_house, { key, fail }) => {
    const tries = (failures.get(key) ?? 0) + 1
    failures.set(key, tries)
    if (tries <= fail) throw new Error(`not yet (${tries})`)
  },
})

/** Runs until it is let go; counts how often it was begun. */
export const longJob = defineJob({
  name: 'notes.long',
  payload: z.object({}),
  run: async () => {
    longRuns.begun++
    while (!longRuns.mayEnd) await wait(20)
  },
})
export const longRuns = { begun: 0, mayEnd: false }

/** Computes for a while and lets nothing else in this process happen, then asks for another job. */
export const busyJob = defineJob({
  name: 'notes.busy',
  payload: z.object({ ms: z.int(), after: z.string() }),
  run: async (house, { ms, after }) => {
    for (const until = performance.now() + ms; performance.now() < until; );
    await house.asSystem('notes.busy', async (ctx) => queueJob(ctx, flakyJob, { key: after, fail: 0 }))
  },
})

export const notes = defineRoom({
  name: 'notes',
  folder: import.meta.dirname,
  permissions: {
    'notes.read': { allows: 'Read notes', roles: ['agent', 'dealer'] },
    'notes.write': { allows: 'Write notes', roles: ['agent'] },
  },
  calls: [serve(writeNoteCall, writeNote), serve(listNotesCall, listNotes), serve(changeNoteCall, changeNote)],
  reactions: [
    react(noteWritten, 'notes.count-hearing', async (ctx, events) => {
      for (const event of events) {
        await sql`insert into notes.heard (event_id) values (${event.id})
          on conflict (event_id) do update set times = notes.heard.times + 1`.execute(ctx.db)
      }
    }),
  ],
  jobs: [flakyJob, longJob, busyJob],
})
