/** `npm run build`: the screens, then the shell with its core, into out/. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build as buildShell } from 'electron-vite'
import { build as buildScreens } from 'vite'
import { ROOT } from './steps.ts'

// build/setup/bundle.mjs builds again unless this is newer than everything that went in.
const STAMP = join(ROOT, 'out', 'bundle.stamp')

rmSync(STAMP, { force: true })
await buildScreens({ configFile: join(ROOT, 'renderer', 'vite.config.ts'), logLevel: 'warn' })
await buildShell({ configFile: join(ROOT, 'build', 'electron.vite.config.ts'), logLevel: 'error' })
writeFileSync(STAMP, '')
