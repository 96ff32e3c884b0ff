import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const root = join(import.meta.dirname, '..')
const main = join(root, 'out', 'main')

/** Bundles the shell and the core; the screens are built by their own configuration. */
export default defineConfig({
  main: {
    plugins: [copyMigrations()],
    build: {
      outDir: main,
      target: 'node24',
      rolldownOptions: {
        // The worker's script is started by its place, which no import shows.
        input: ['electron/main.ts', 'electron/core-process.ts', 'src/store/worker-script.ts'].map(
          (entry) => join(root, entry),
        ),
        // The layout of the sources stays, and with it every path that is relative to a file.
        output: { format: 'es', preserveModules: true, preserveModulesRoot: root },
      },
    },
  },
  preload: {
    build: {
      outDir: join(root, 'out', 'preload'),
      target: 'node24',
      // A sandboxed preload may require nothing but "electron": one file, and CommonJS.
      externalizeDeps: false,
      rolldownOptions: {
        input: join(root, 'electron', 'preload.ts'),
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  },
})

function copyMigrations(): Plugin {
  return {
    name: 'holdfast-migrations',
    closeBundle: () =>
      cpSync(join(root, 'migrations'), join(main, 'migrations'), { recursive: true }),
  }
}
