import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from './random.ts'

function moments(draw: () => number, count = 40_000): { mean: number; variance: number } {
  let sum = 0
  let squares = 0
  for (let i = 0; i < count; i++) {
    const value = draw()
    sum += value
    squares += value * value
  }
  const mean = sum / count
  return { mean, variance: squares / count - mean * mean }
}

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`)
}

test('equal words give equal draws, other words others', () => {
  const draws = (...words: number[]) => {
    const random = new Random(...words)
    return Array.from({ length: 5 }, () => random.next())
  }
  assert.deepEqual(draws(1, 2, 3), draws(1, 2, 3))
  assert.notDeepEqual(draws(1, 2, 3), draws(1, 2, 4))
  assert.notDeepEqual(draws(1, 2, 3), draws(2, 1, 3))
})

test('first draws of neighbouring customers are uniform and unrelated', () => {
  let index = 0
  const { mean, variance } = moments(() => new Random(1, 21, index++).next(), 20_000)
  near(mean, 0.5, 0.01)
  near(variance, 1 / 12, 0.003)
  let product = 0
  for (let i = 0; i < 20_000; i++)
    product += (new Random(1, 21, i).next() - 0.5) * (new Random(1, 21, i + 1).next() - 0.5)
  near(product / 20_000 / (1 / 12), 0, 0.03)
})

test('gamma, Poisson and normal draws have the moments of their laws', () => {
  const random = new Random(7)
  for (const [shape, rate] of [
    [0.4, 2],
    [1, 1],
    [3.5, 0.1],
  ] as const) {
    const { mean, variance } = moments(() => random.gamma(shape, rate))
    near(mean / (shape / rate), 1, 0.03)
    near(variance / (shape / rate ** 2), 1, 0.08)
  }
  const counts = moments(() => random.poisson(2.5))
  near(counts.mean, 2.5, 0.05)
  near(counts.variance, 2.5, 0.1)
  const normal = moments(() => random.normal())
  near(normal.mean, 0, 0.02)
  near(normal.variance, 1, 0.03)
})

test('weighted draws follow the weights', () => {
  const random = new Random(9)
  const counts = [0, 0, 0]
  for (let i = 0; i < 30_000; i++) {
    const place = random.weighted([1, 1, 4])
    counts[place] = (counts[place] ?? 0) + 1
  }
  near((counts[0] ?? 0) / 30_000, 0.25, 0.01)
  assert.equal(counts[1], 0)
})
