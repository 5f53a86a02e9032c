const [WIDTH, HEIGHT] = [120, 24]

/** The last weeks as a solid line and the expected ones as a dashed one; the figures stand beside it. */
export function TrendLine({ past, ahead }: { past: readonly number[]; ahead: readonly number[] }) {
  const values = [...past, ...ahead]
  const most = Math.max(...values, 1e-9)
  const point = (value: number, at: number) =>
    `${((at / Math.max(values.length - 1, 1)) * WIDTH).toFixed(1)},${(HEIGHT - 2 - (value / most) * (HEIGHT - 4)).toFixed(1)}`
  const points = values.map(point)
  return (
    <svg className="trend-line" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <polyline points={points.slice(0, past.length).join(' ')} />
      <polyline className="ahead" points={points.slice(Math.max(past.length - 1, 0)).join(' ')} />
    </svg>
  )
}
