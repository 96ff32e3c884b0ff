/** Entry point of the desktop shell. Paths are those of the build: out/main/electron/main.js. */
import { join } from 'node:path'
import { app, dialog } from 'electron'
import { startShell } from './shell.ts'

const here = import.meta.dirname
const { env } = process

startShell(
  {
    screens: join(here, '..', '..', 'renderer'),
    preload: join(here, '..', '..', 'preload', 'preload.cjs'),
    coreScript: join(here, 'core-process.js'),
    migrations: join(here, '..', 'migrations', 'terminal'),
  },
  {
    folder: env['HOLDFAST_FOLDER'],
    backendUrl: env['HOLDFAST_BACKEND'] ?? 'http://127.0.0.1:4180',
    enrolmentCode: env['HOLDFAST_ENROLMENT_CODE'],
  },
).catch((error: unknown) => {
  dialog.showErrorBox('Holdfast', error instanceof Error ? error.message : String(error))
  app.exit(1)
})
