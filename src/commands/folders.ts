/** Where things lie in a checkout. */
import { fileURLToPath } from 'node:url'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export const assetsFolder = at('out/renderer')
export const terminalMigrations = at('migrations/terminal')
export const backendScript = at('src/commands/demo-backend.ts')
export const terminalScript = at('src/commands/terminal.ts')

/** What a shop is run by: scripts that Node is given. */
export interface Programs {
  readonly backend: string
  readonly terminal: string
}
export const sources: Programs = { backend: backendScript, terminal: terminalScript }

export const demoGroceries = at('build/demo-shop/groceries.csv')
/** A few goods that ask for something before they are sold. */
export const demoGoods = at('build/demo-shop/goods.json')
/** Built by `npm run build`. */
export const electronEntry = at('out/main/electron/main.js')
