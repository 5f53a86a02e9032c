import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '#core/testing/browser.ts'
import { type Spawned, spawnCommand, spawnRapport } from '../ground/spawn-rapport.ts'

export const OWNER = { name: '王老板', email: 'owner@example.com', password: 'a shop on the corner 88' }

export interface DeskHouse {
  server: Spawned
  data: string
  browser: Browser
  /** The printed link by which the first owner comes in. */
  firstLink(): Promise<string>
  /** A new browser window with cookies of its own; its errors fail the test that opened it. */
  open(t: TestContext, language: 'zh-CN' | 'en', size?: 'desk' | 'phone'): Promise<Page>
}

/** A real house in its own process, with a sample shop of so many customers, served to a real Chromium, gone when the test file ends. */
export async function openDeskHouse(environment: Record<string, string> = {}, customers = 0): Promise<DeskHouse> {
  const data = mkdtempSync(join(tmpdir(), 'rapport-journey-'))
  if (customers > 0) {
    const { child, output } = spawnCommand(['demo', '--no-serve', '--data', data, '--customers', String(customers)])
    const [code] = await once(child, 'exit')
    assert.equal(code, 0, output())
  }
  const server = await spawnRapport(['--data', data], { LOG_LEVEL: 'warn', ...environment })
  const browser = await openBrowser()
  after(async () => {
    await browser.close()
    await server.kill('SIGTERM')
    rmSync(data, { recursive: true, force: true })
  })
  const firstLink = async () => {
    for (let tries = 0; tries < 100; tries++) {
      const link = /First sign-in[^:]*: (\S+)/.exec(server.output())?.[1]
      if (link) return link
      await wait(50)
    }
    return assert.fail('no link was printed')
  }
  const open = async (t: TestContext, language: 'zh-CN' | 'en', size: 'desk' | 'phone' = 'desk') => {
    const viewport = size === 'desk' ? { width: 1440, height: 900 } : { width: 390, height: 844 }
    const context: BrowserContext = await browser.newContext({
      viewport,
      locale: language,
      baseURL: server.url,
      // A press that begins while a dialog still grows may end beside its button, and be none.
      reducedMotion: 'reduce',
      acceptDownloads: true,
    })
    const page = await context.newPage()
    const troubles: string[] = []
    page.on('pageerror', (error) => troubles.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content.Security|Refused to/i.test(message.text()))
        troubles.push(`${page.url()}: ${message.text()} (${message.location().url}:${message.location().lineNumber})`)
    })
    // What a page asks a list for it must ask rightly: nobody sees such a refusal, only that nothing is found.
    page.on('response', (response) => {
      const isReading = response.request().method() === 'GET' && response.url().includes('?')
      if (isReading && response.status() === 400) troubles.push(`400 for ${response.url()}`)
    })
    page.setDefaultTimeout(20_000)
    t.after(async () => {
      await context.close()
      assert.deepEqual(troubles, [], 'no script error, nothing the policy refused, and nothing asked wrongly')
    })
    return page
  }
  return { server, data, browser, firstLink, open }
}

/** Comes in by the first owner's link and names the account. */
export async function comeInAsOwner(house: DeskHouse, page: Page): Promise<void> {
  await page.goto(await house.firstLink())
  const inputs = page.locator('form input')
  await inputs.nth(0).fill(OWNER.name)
  await inputs.nth(1).fill(OWNER.email)
  await inputs.nth(2).fill(OWNER.password)
  await page.locator('form button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('input').nth(0).fill(email)
  await page.locator('input').nth(1).fill(password)
  await page.locator('form button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** Asks the API as the page does, with its cookies. */
export async function ask<T>(page: Page, path: string): Promise<{ status: number; body: T }> {
  return page.evaluate(async (address) => {
    const answer = await fetch(address)
    return { status: answer.status, body: await answer.json() }
  }, path) as Promise<{ status: number; body: T }>
}
