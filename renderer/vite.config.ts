/** Builds the screens: the terminal itself and the page that documents the design system. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = import.meta.dirname

export default defineConfig({
  root: here,
  // The same files are served by a custom protocol, by loopback HTTP and from a sub-folder.
  base: './',
  plugins: [react()],
  build: {
    outDir: `${here}/../out/renderer`,
    emptyOutDir: true,
    target: 'chrome140',
    // A content policy of `font-src 'self'` has no room for data: addresses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        terminal: `${here}/index.html`,
        display: `${here}/display.html`,
        reports: `${here}/reports.html`,
        components: `${here}/components.html`,
      },
    },
  },
})
