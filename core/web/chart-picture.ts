import type { EChartsType } from 'echarts/core'

const SCALE = 2
const MARGIN = 16
const TITLE = 20

/** Saves what a chart shows as a PNG with its title above, at twice the size of the screen. */
export async function chartPicture(chart: EChartsType, title: string, name: string): Promise<void> {
  const style = getComputedStyle(document.documentElement)
  const [ground, text] = [style.getPropertyValue('--surface') || '#fff', style.getPropertyValue('--text') || '#000']
  const drawn = chart.renderToCanvas({ pixelRatio: SCALE, backgroundColor: ground })
  const canvas = document.createElement('canvas')
  canvas.width = drawn.width + 2 * MARGIN * SCALE
  canvas.height = drawn.height + (TITLE + 3 * MARGIN) * SCALE
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.fillStyle = ground
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = text
  pen.font = `600 ${15 * SCALE}px ${getComputedStyle(document.body).fontFamily}`
  pen.textBaseline = 'top'
  pen.fillText(title, MARGIN * SCALE, MARGIN * SCALE, canvas.width - 2 * MARGIN * SCALE)
  pen.drawImage(drawn, MARGIN * SCALE, (TITLE + 2 * MARGIN) * SCALE)
  const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (!picture) return
  const address = URL.createObjectURL(picture)
  const link = document.createElement('a')
  link.href = address
  link.download = `${name.replaceAll(/[\\/:*?"<>|\s]+/g, '-').slice(0, 80)}.png`
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
