import { defineConfig } from '@playwright/test'
import { inMemory } from './build/memory-folder.ts'
import { findChromium } from './build/setup/chromium.mjs'

const chromium = findChromium(import.meta.dirname)
const isRoot = process.getuid?.() === 0

Object.assign(process.env, inMemory())

/**
 * The first two cost processes for each page: a toolbar that nobody sees, and a page in reserve.
 * The others are Playwright's own, whose list this one takes the place of.
 */
const UNUSED = [
  ...['InitialWebUI', 'SpareRendererForSitePerProcess'],
  ...['HttpsUpgrades', 'MediaRouter', 'OptimizationHints', 'PaintHolding'],
]

const browser = {
  browserName: 'chromium' as const,
  viewport: { width: 1366, height: 768 },
  launchOptions: {
    ...(chromium === undefined ? {} : { executablePath: chromium }),
    args: [`--disable-features=${UNUSED.join(',')}`, ...(isRoot ? ['--no-sandbox'] : [])],
  },
}

/** Screens in a real browser, and the desktop shell where there is an Electron to start. */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  timeout: 60_000,
  // Each has a shop of its own; one by itself leaves half of the machine idle while it waits.
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  projects: [
    {
      name: 'e2e',
      testMatch: ['e2e/**/*.spec.ts', 'electron/policy.spec.ts'],
      use: browser,
    },
    // Pictures of every screen, judged; `npm run screens` takes them.
    {
      name: 'screens',
      testMatch: 'screens/**/*.spec.ts',
      use: { ...browser, actionTimeout: 10_000 },
    },
    { name: 'electron', testMatch: 'electron/**/*.electron.spec.ts' },
  ],
})
