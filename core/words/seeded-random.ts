/** Uniform draws in [0, 1) from a seed (Marsaglia 2003, xorshift with the shifts 13, 17, 5); equal seeds give equal draws. */
export function seededRandom(seed: number): () => number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4_294_967_296
  }
}
