/**
 * `npm run package`: an installer for this system, into dist/. Further words go to
 * electron-builder.
 */
import { runTool } from './steps.ts'

const words = process.argv.slice(2)
const { ok } = await runTool('electron-builder', 'electron-builder', [
  '--config',
  'electron-builder.yml',
  '--publish',
  'never',
  ...words,
])
process.exitCode = ok ? 0 : 1
