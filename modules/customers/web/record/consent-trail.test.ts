import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consentTrail } from './consent-trail.ts'

const runId = '0199d5a2-5b1c-7c3e-9a41-3f6a2b1c0d9e'

test('an imported row tells its source, its import and who started it', () => {
  assert.deepEqual(consentTrail({ source: 'import:shop', recordedBy: 'system:sample', evidence: `run ${runId}` }), {
    importedFrom: 'shop',
    isTakenBack: false,
    source: null,
    by: { kind: 'system', name: 'sample' },
    runId,
    evidence: null,
  })
})

test('a row by hand keeps its words, colons and all', () => {
  const trail = consentTrail({ source: 'fair 2026: hall 3', recordedBy: 'staff:王:老板', evidence: 'run to the shop' })
  assert.deepEqual(
    [trail.source, trail.by, trail.runId, trail.evidence],
    ['fair 2026: hall 3', { kind: 'staff', name: '王:老板' }, null, 'run to the shop'],
  )
})

test('what a taken-back import withdrew says so', () => {
  const trail = consentTrail({ source: 'import-reverted', recordedBy: 'staff:Lee', evidence: `run ${runId}` })
  assert.deepEqual([trail.isTakenBack, trail.source, trail.runId], [true, null, runId])
})
