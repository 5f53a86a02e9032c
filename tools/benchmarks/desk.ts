import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '#core/testing/browser.ts'
import { addPerson, PASSWORD } from '#modules/team/testing/add-person.ts'
import { type Figure, seconds } from './figure.ts'
import type { Scene } from './scene.ts'

const SLOWER = 4
const PATIENCE_MS = 60_000

interface Loaded {
  files: number
  gzip: number
  usableMs: number
}

/** Pages of the desk in Chromium, nothing in its cache: the script they bring, and when they can be used. */
export async function measureDesk(scene: Scene): Promise<Figure[]> {
  const browser = await openBrowser()
  try {
    const signIn = await loadFresh(await browser.newContext(), `${scene.url}/sign-in`, 'input[type=password]')
    const context = await browser.newContext()
    await signInto(scene, context)
    const overview = await loadFresh(context, `${scene.url}/overview`, 'canvas')
    return [
      ...figuresOf('sign-in page', signIn),
      ...figuresOf('overview after sign-in', overview),
      {
        what: 'desk: Lighthouse performance',
        measured: 'not run',
        budget: '≥ 90',
        meets: null,
        notes: ['Lighthouse is not among the dependencies.'],
      },
    ]
  } finally {
    await browser.close()
  }
}

function figuresOf(page: string, { files, gzip, usableMs }: Loaded): Figure[] {
  return [
    {
      what: `desk: script of the ${page}`,
      measured: `${(gzip / 1000).toFixed(0)} kB gzip`,
      budget: '< 350 kB',
      meets: gzip > 0 && gzip < 350_000,
      notes: [`${files} scripts loaded, each compressed by itself.`],
    },
    {
      what: `desk: ${page} usable, processor ${SLOWER} × slower`,
      measured: seconds(usableMs),
      budget: 'none',
      meets: null,
      notes: ['From the address to the first field or chart on screen; server and browser share the machine.'],
    },
  ]
}

async function signInto({ house, url }: Scene, context: BrowserContext): Promise<void> {
  const email = `bench-${Date.now()}@example.com`
  await addPerson(house, email, 'owner')
  const answer = await context.request.post(`${url}/api/sign-in`, {
    data: { email, password: PASSWORD },
    headers: { origin: url },
  })
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`)
}

async function loadFresh(context: BrowserContext, address: string, usable: string): Promise<Loaded> {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const scripts = scriptsOf(page)
  const begun = performance.now()
  await page.goto(address, { waitUntil: 'commit' })
  await page.locator(usable).first().waitFor({ state: 'visible', timeout: PATIENCE_MS })
  const usableMs = performance.now() - begun
  await page.waitForLoadState('networkidle', { timeout: PATIENCE_MS }).catch(() => {})
  const bodies = await Promise.all(scripts)
  await page.close()
  return { files: bodies.length, gzip: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0), usableMs }
}

function scriptsOf(page: Page): Promise<Buffer>[] {
  const found: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (/\.m?js(\?|$)/.test(response.url()) && response.ok()) found.push(response.body())
  })
  return found
}
