import type { Page } from '@playwright/test'
import { expect, GOODS, lines, scan, test } from './shop.ts'

const ENTRY = 'Scan, or type a number or a name'

/** Where the focus, or the screen, may be when the scanner beeps. */
const PLACES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'in the entry, with a search half typed': async (page) => {
    await page.keyboard.press('F2')
    await page.keyboard.type('choc')
    await expect(page.getByLabel(ENTRY)).toHaveValue('choc')
  },
  'on a button that was reached by Tab': async (page) => {
    const button = page.getByRole('button', { name: 'Open item' })
    await button.focus()
    await expect(button).toBeFocused()
  },
  'on the page of keys': async (page) => {
    await page.keyboard.press('F1')
    await expect(page.getByRole('heading', { name: 'Keys' })).toBeVisible()
  },
  'in the quantity of a line': async (page) => {
    await page.keyboard.press('F4')
    await expect(page.getByLabel('New quantity')).toBeFocused()
  },
  'in the tender': async (page) => {
    await page.keyboard.press('F8')
    await expect(page.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  },
}

for (const [place, go] of Object.entries(PLACES)) {
  test(`a scan becomes a line and types nothing ${place}`, async ({ counter }) => {
    await scan(counter, GOODS[0].code)
    await expect(lines(counter)).toHaveCount(1)
    await go(counter)
    await scan(counter, GOODS[1].code)
    await expect(lines(counter)).toHaveCount(2)
    await expect(lines(counter).nth(1)).toContainText(GOODS[1].name)
    await expect(counter.getByLabel(ENTRY)).toHaveValue('')
    await expect(counter.getByLabel('New quantity')).toHaveCount(0)
  })
}

test('a scan after a finished sale begins the next one', async ({ counter }) => {
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await counter.keyboard.press('F8')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  await scan(counter, GOODS[2].code)
  await expect(lines(counter)).toHaveCount(1)
  await expect(lines(counter).first()).toContainText(GOODS[2].name)
})

test('a new line is lit without anything that moves meanwhile', async ({ counter }) => {
  await scan(counter, GOODS[0].code)
  const line = lines(counter).first().getByRole('button')
  await expect(line).toBeVisible()
  const light = await line.evaluate((element) => {
    // From its beginning, however long ago that was on a busy machine.
    const turn = element.getAttribute('data-lit') ?? ''
    element.removeAttribute('data-lit')
    element.getAnimations()
    element.setAttribute('data-lit', turn)
    const [animation] = element.getAnimations()
    if (!animation) return undefined
    animation.pause()
    const colourAt = (moment: number): string => {
      animation.currentTime = moment
      return getComputedStyle(element).backgroundColor
    }
    const moves = Number(animation.effect?.getComputedTiming().duration)
    return { moves, colours: [colourAt(0), colourAt(850), colourAt(1001)] }
  })
  expect(light?.moves).toBeLessThanOrEqual(120)
  const [first, held, last] = light?.colours ?? []
  expect(held).toBe(first)
  expect(last).not.toBe(first)
})

test('two quick scans of one product make two of it', async ({ counter }) => {
  await scan(counter, GOODS[0].code)
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await expect(lines(counter).first()).toContainText('each')
})
