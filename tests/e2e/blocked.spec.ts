/** A terminal that may not sell says why, in words that a shop can act on; each a real process. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { supervise } from '../../src/commands/supervisor.ts'
import { systemClock } from '../../src/system/clock.ts'
import { expect, test, type Shop } from './shop.ts'

/** Above the version of any release. */
const FUTURE = 99_990

interface Cause {
  readonly title: string
  readonly advice: string
  /** Where it starts; `fresh` is an empty folder. */
  readonly folder: (fresh: string, shop: Shop) => string
}

const CAUSES: Readonly<Record<string, Cause>> = {
  'that was never enrolled': {
    title: 'This terminal does not belong to a shop yet',
    advice: 'enters an enrolment code',
    folder: (fresh) => fresh,
  },
  'that runs already': {
    title: 'Holdfast is already open on this computer',
    advice: 'Use the other window',
    folder: (_, { till }) => till.folder,
  },
  'whose file a newer release wrote': {
    title: 'This program is older than its sales file',
    advice: 'Install the newest version',
    folder(fresh) {
      const database = new Database(join(fresh, 'terminal.db'))
      database.pragma(`user_version = ${String(FUTURE)}`)
      database.close()
      return fresh
    },
  },
}

for (const [name, { title, advice, folder }] of Object.entries(CAUSES)) {
  test(`a terminal ${name} says so and what to do`, async ({ page, shop }) => {
    const fresh = mkdtempSync(join(tmpdir(), 'holdfast-blocked-'))
    const process = supervise({
      name: 'blocked terminal',
      script: shop.floor.programs.terminal,
      args: ['--folder', folder(fresh, shop), '--backend', shop.floor.backendUrl],
      clock: systemClock({ holdsProcess: true }),
    })
    try {
      const ready = await process.line('terminal ready ')
      await page.goto(ready.slice('terminal ready '.length))
      await expect(page.getByRole('heading', { name: title })).toBeVisible()
      await expect(page.getByRole('alert')).toContainText(advice)
      await expect(page.getByText('no finished sale is lost')).toBeVisible()
    } finally {
      await process.stop('SIGKILL')
      rmSync(fresh, { recursive: true, force: true })
    }
  })
}
