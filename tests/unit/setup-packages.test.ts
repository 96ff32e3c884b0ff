/** A task installs packages when they are not those of the lock file, and only then. */
import { describe, expect, it } from 'vitest'
import { agree } from '../../build/setup/packages.mjs'

describe('installed packages', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a/node_modules/b': { version: '2.0.0' },
    'node_modules/other-system': { version: '3.0.0', optional: true },
  }
  const installed = {
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a/node_modules/b': { version: '2.0.0' },
  }

  it('agree with the lock file without what is for another system', () => {
    expect(agree(wanted, installed)).toBe(true)
  })

  it('do not agree when one is missing or of another version', () => {
    expect(agree(wanted, { 'node_modules/a': { version: '1.0.0' } })).toBe(false)
    expect(agree(wanted, { ...installed, 'node_modules/a': { version: '1.0.1' } })).toBe(false)
    const stale = { 'node_modules/other-system': { version: '2.9.0' } }
    expect(agree(wanted, { ...installed, ...stale })).toBe(false)
  })
})
