import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findDuplicates } from './compute/find-duplicates.ts'
import type { ScanResult } from './compute/table.ts'
import { hasLinkageFiles, linkageFiles } from './testing/linkage-files.ts'
import { type PairScores, pairScores, pairsOfClusters } from './testing/pair-scores.ts'

const skip = !hasLinkageFiles() && 'skipped: no shared data'

function scan(read: () => ReturnType<typeof linkageFiles.febrl1>): {
  result: ScanResult
  pairs: PairScores
  clusters: PairScores
} {
  const { rows, entityOf } = read()
  const result = findDuplicates(rows)
  return {
    result,
    pairs: pairScores(
      result.pairs.map(({ a, b }) => [a, b] as const),
      entityOf,
    ),
    clusters: pairScores(pairsOfClusters(result.clusters), entityOf),
  }
}

test('FEBRL 1: every duplicate, and nothing else', { skip }, () => {
  const { pairs, clusters } = scan(linkageFiles.febrl1)
  assert.equal(pairs.truePairs, 500)
  assert.equal(pairs.f1, 1)
  assert.equal(clusters.f1, 1)
})

test('FEBRL 4, both halves in one table: F1 of 0.999 or more', { skip }, () => {
  const { pairs, clusters, result } = scan(linkageFiles.febrl4)
  assert.equal(pairs.truePairs, 5000)
  assert.ok(pairs.f1 >= 0.999, JSON.stringify(pairs))
  assert.ok(clusters.f1 >= 0.999, JSON.stringify(clusters))
  assert.ok(result.compared < 0.02 * 5e7, 'blocking leaves out nearly all of the 50 million pairs')
})

test('fake_1000, clustered: F1 of 0.886 or more', { skip }, () => {
  const { clusters, result } = scan(linkageFiles.fake1000)
  assert.equal(clusters.truePairs, 2031)
  assert.ok(clusters.f1 >= 0.886, JSON.stringify(clusters))
  const share = clusters.truePairs / ((1000 * 999) / 2)
  assert.ok(Math.abs(result.parameters.lambda / share - 1) < 0.2, 'λ is near the true share of matches')
})
