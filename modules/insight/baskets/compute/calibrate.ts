/** Steps of a rising function: from `scores[i]` on it is `shares[i]`. */
export interface Calibration {
  scores: number[]
  shares: number[]
}

interface Block {
  from: number
  hits: number
  count: number
}

/** So many trials at least behind each step, so that its share means something. */
const LEAST_TRIALS = 50

/**
 * Which share of trials with a score came true, as the best rising function of the score: pool adjacent violators (Ayer
 * et al. 1955, Annals of Mathematical Statistics 26, 641–647), one pseudo-trial of the overall share in each block.
 */
export function calibrate(scores: readonly number[], came: readonly boolean[]): Calibration {
  const order = scores.map((_, at) => at).sort((a, b) => (scores[a] as number) - (scores[b] as number))
  const overall = came.filter(Boolean).length / Math.max(1, came.length)
  const shareOf = ({ hits, count }: Block) => (hits + overall) / (count + 1)
  const blocks: Block[] = []
  for (let at = 0; at < order.length; at += LEAST_TRIALS) {
    const trials = order.slice(at, at + LEAST_TRIALS)
    const from = scores[trials[0] as number] as number
    blocks.push({ from, hits: trials.filter((trial) => came[trial]).length, count: trials.length })
    for (let last = blocks.length - 1; last > 0; last--) {
      const [before, block] = [blocks[last - 1] as Block, blocks[last] as Block]
      if (shareOf(before) < shareOf(block)) break
      blocks.splice(last - 1, 2, {
        from: before.from,
        hits: before.hits + block.hits,
        count: before.count + block.count,
      })
    }
  }
  return { scores: blocks.map((block) => block.from), shares: blocks.map(shareOf) }
}
