import type { Context } from '#core/context.ts'

/** A few segments that show what conditions can say. */
export async function addSampleSegments(_ctx: Context, _language: 'zh' | 'en'): Promise<void> {}
