/**
 * Takes a picture of a screen in every size and look, and judges each. A language that is only
 * judged shows whether its words have room.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test as shopTest } from '../e2e/shop.ts'
import { judge, type Judgement } from './judge.ts'

export const OUT = join(import.meta.dirname, '..', '..', 'out', 'screens')

export interface Judged {
  readonly screen: string
  /** Look, language and size in which it was seen first. */
  readonly seen: string
  readonly kind: keyof Judgement
  readonly fault: string
}

/** What one walk has brought; a file of it lies beside the pictures. */
export interface Walked {
  readonly screens: number
  readonly pictures: readonly string[]
  readonly judged: readonly Judged[]
}

export interface Camera {
  /** A page of the terminal, which speaks every language. */
  readonly show: (page: Page, screen: string) => Promise<void>
  /** A page whose language is not chosen on it: in the looks of `language` alone. */
  readonly showAsItIs: (page: Page, screen: string, language?: 'en' | 'ar') => Promise<void>
}

const USUAL = { width: 1280, height: 800 }
const SIZES = [USUAL, { width: 800, height: 1280 }]
const LARGE = { width: 1920, height: 1080 }

interface Look {
  readonly folder: 'light' | 'dark' | 'contrast' | 'rtl'
  readonly language: string
  readonly media: Parameters<Page['emulateMedia']>[0]
}

const LOOKS: readonly Look[] = [
  { folder: 'light', language: 'en', media: { colorScheme: 'light', contrast: null } },
  { folder: 'dark', language: 'en', media: { colorScheme: 'dark', contrast: null } },
  { folder: 'contrast', language: 'en', media: { colorScheme: 'light', contrast: 'more' } },
  { folder: 'rtl', language: 'ar', media: { colorScheme: 'light', contrast: null } },
]

export const test = shopTest.extend<{ camera: Camera }>({
  camera: async ({ playwright: _ }, lend, { title }) => {
    const film = { screens: new Set<string>(), pictures: [] as string[], judged: [] as Judged[] }
    await lend({
      show: (page, screen) => showEach(film, page, screen),
      showAsItIs: (page, screen, language = 'en') =>
        showLooks(
          film,
          page,
          screen,
          LOOKS.filter((look) => look.language === language),
        ),
    })
    const walked: Walked = { ...film, screens: film.screens.size }
    mkdirSync(join(OUT, 'walks'), { recursive: true })
    const file = join(OUT, 'walks', `${title.replaceAll(/\W+/g, '-')}.json`)
    writeFileSync(file, JSON.stringify(walked, null, 2))
    expect
      .soft(film.judged.map(({ screen, seen, fault }) => `${screen} (${seen}): ${fault}`))
      .toEqual([])
  },
})

interface Film {
  readonly screens: Set<string>
  readonly pictures: string[]
  readonly judged: Judged[]
}

const JUDGED_ONLY = ['de', 'fr', 'es', 'zh'] as const

async function showEach(film: Film, page: Page, screen: string): Promise<void> {
  const inEnglish = LOOKS.filter(({ language }) => language === 'en')
  await showLooks(film, page, screen, inEnglish)
  await speak(page, 'ar')
  await showLooks(
    film,
    page,
    screen,
    LOOKS.filter(({ language }) => language === 'ar'),
  )
  await page.emulateMedia({ colorScheme: 'light', contrast: null })
  for (const language of JUDGED_ONLY) {
    await speak(page, language)
    await settled(page)
    await judgeInto(film, page, screen, language)
  }
  await speak(page, 'en')
}

async function showLooks(
  film: Film,
  page: Page,
  screen: string,
  looks: readonly Look[],
): Promise<void> {
  film.screens.add(screen)
  const sizes = process.env['HOLDFAST_SCREENS_LARGE'] === undefined ? SIZES : [...SIZES, LARGE]
  for (const size of sizes.toReversed()) {
    await page.setViewportSize(size)
    const name = `${String(size.width)}x${String(size.height)}`
    for (const { folder, media } of looks) {
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
      await settled(page)
      await judgeInto(film, page, screen, `${folder}, ${name}`)
      const path = join(folder, name, `${screen}.png`)
      await page.screenshot({ path: join(OUT, path), animations: 'disabled' })
      film.pictures.push(path)
    }
  }
}

async function judgeInto(film: Film, page: Page, screen: string, seen: string): Promise<void> {
  const judgement = await judge(page)
  for (const kind of Object.keys(judgement) as (keyof Judgement)[]) {
    for (const fault of judgement[kind]) {
      const isKnown = film.judged.some((each) => each.screen === screen && each.fault === fault)
      if (!isKnown) film.judged.push({ screen, seen, kind, fault })
    }
  }
}

/** As if the language had been chosen in another window of this terminal. */
async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate((chosen) => {
    const [key, newValue] = ['holdfast-preferences', JSON.stringify({ language: chosen })]
    window.localStorage.setItem(key, newValue)
    window.dispatchEvent(new StorageEvent('storage', { key, newValue }))
  }, language)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

/** Fonts are there, and what changed is drawn. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  })
}
