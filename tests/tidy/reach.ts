/** A file that nothing imports is dead, unless something outside the imports starts it. */
import { isSource, resolveRequest, sources } from './source.ts'
import { type Rule } from './tree.ts'

/** Everything that is started rather than imported, each kind once. */
const ENTRIES: readonly RegExp[] = [
  /^[^/]+\.config\.ts$/,
  /^build\/run\.mjs$/,
  /^build\/tasks\/[^/]+\.ts$/,
  /^build\/[^/]+\.config\.ts$/,
  /^renderer\/vite\.config\.ts$/,
  /^electron\/(main|preload|core-process)\.ts$/,
  /^src\/commands\/(start|demo|import|terminal|demo-backend)\.ts$/,
  /^src\/commands\/(import-entries|exceptions|settings|mail|refunds|staff|terminals)\.ts$/,
  /^src\/commands\/(restore|reset|enrol|export|books|may-remove|backend-restore)\.ts$/,
  /^tests\/store\/killed-restorer\.ts$/,
  /^src\/commands\/(verify|backup)\.ts$/,
  /^src\/store\/worker-script\.ts$/,
  /^tests\/.*\.(test|spec)\.tsx?$/,
  /^tests\/(performance|simulation|crash\/power-cut)\/run\.ts$/,
  /^tests\/crash\/(power-cut\/(forgetful|keeper)|steps\/kill-at)\.ts$/,
  // Bundled, and started from there; the last two take the place of what they stand in for.
  /^tests\/simulation\/(player|till\/(main|thread|printer|backups))\.ts$/,
]

export const deadFiles: Rule = {
  promise: 'every source file and style sheet is imported, or is a known entry point',
  check: (tree) => {
    const reached = new Set<string>()
    for (const { file, requests } of sources(tree)) {
      for (const { wanted } of requests) reached.add(resolveRequest(file, wanted) ?? '')
    }
    for (const [file, text] of tree) {
      const link = file.endsWith('.css') ? CSS_IMPORT : file.endsWith('.html') ? HTML_LINK : null
      if (link === null) continue
      for (const match of text.matchAll(link)) {
        const wanted = (match[1] ?? '').replace(/^\/?(?!\.)/, './')
        reached.add(resolveRequest(file, wanted) ?? '')
      }
    }
    return [...tree.keys()]
      .filter((file) => isSource(file) || file.endsWith('.css'))
      .filter((file) => !reached.has(file) && !ENTRIES.some((entry) => entry.test(file)))
      .map((file) => ({ file, line: 1, says: 'nobody imports it: delete it, or import it' }))
  },
}

const CSS_IMPORT = /@import\s+(?:url\()?['"]([^'"]+)['"]/g
const HTML_LINK = /(?:src|href)="([^"]+)"/g
