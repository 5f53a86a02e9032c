const channelsOf = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))

/** Between two colours `#rrggbb`: 0 is the first, 1 the other, as ECharts mixes them. */
export function mixOf(from: string, to: string, part: number): string {
  const at = Math.min(Math.max(part, 0), 1)
  const other = channelsOf(to)
  const mixed = channelsOf(from).map((one, index) => Math.round(one + ((other[index] ?? one) - one) * at))
  return `#${mixed.map((one) => one.toString(16).padStart(2, '0')).join('')}`
}

/** Contrast of two colours after WCAG: 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [light = 0, dark = 0] = [lightnessOf(one), lightnessOf(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function lightnessOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
