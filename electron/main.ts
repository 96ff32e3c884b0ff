/** Entry point of the desktop shell. Paths are those of the build: out/main/electron/main.js. */
import { join } from 'node:path'
import { app, dialog } from 'electron'
import { startShell } from './shell.ts'

const here = import.meta.dirname
const { env } = process
const backendUrl = env['HOLDFAST_BACKEND']

if (backendUrl === undefined || backendUrl === '') {
  giveUp(
    'Holdfast does not know its shop yet. Set HOLDFAST_BACKEND to the address of the shop’s ' +
      'server (for example https://shop.example:8080), and for the first start ' +
      'HOLDFAST_ENROLMENT_CODE to the code from the shop’s settings; then start Holdfast again.',
  )
} else {
  startShell(
    {
      screens: join(here, '..', '..', 'renderer'),
      preload: join(here, '..', '..', 'preload', 'preload.cjs'),
      coreScript: join(here, 'core-process.js'),
      migrations: join(here, '..', 'migrations', 'terminal'),
    },
    {
      folder: env['HOLDFAST_FOLDER'],
      backendUrl,
      enrolmentCode: env['HOLDFAST_ENROLMENT_CODE'],
    },
  ).catch((error: unknown) => giveUp(error instanceof Error ? error.message : String(error)))
}

/** Before the app is ready the box is a line on stderr on Linux: a window needs a display. */
function giveUp(reason: string): void {
  dialog.showErrorBox('Holdfast', reason)
  app.exit(1)
}
