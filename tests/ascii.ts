/** Text of one byte a character is read several times as fast by whoever loads a bundle anew. */
import type { Plugin } from 'vite'

export const ascii: Plugin = {
  name: 'holdfast-ascii',
  // When all else is done to it, which might write them as they are again.
  generateBundle(_, files) {
    const escaped = (unit: string): string =>
      `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
    for (const file of Object.values(files)) {
      if (file.type === 'chunk') file.code = file.code.replace(/[^\x00-\x7f]/g, escaped)
    }
  },
}
