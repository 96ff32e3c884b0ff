/**
 * `npm run screens`: a picture of every screen in each look and size, a sheet of them all, and what
 * is wrong with them by measure. `--large` adds 1920 by 1080; names of walks (`selling`, `desk`)
 * take only those. Everything lies in `out/screens`, with `index.html` to look at first.
 */
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { ROOT, runTool, say } from './steps.ts'

const OUT = join(ROOT, 'out', 'screens')
const KINDS = ['overflowing', 'small', 'nameless', 'pale'] as const

const walkedSchema = z.object({
  screens: z.int(),
  pictures: z.array(z.string()),
  judged: z.array(
    z.object({ screen: z.string(), seen: z.string(), kind: z.enum(KINDS), fault: z.string() }),
  ),
})

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
  },
})

rmSync(OUT, { recursive: true, force: true })
const ran = await runTool(
  '@playwright/test',
  'playwright',
  [
    ...['test', '--project=screens', '--workers=1', '--reporter=list'],
    ...positionals.map((name) => join('tests', 'screens', `${name}.spec.ts`)),
  ],
  values.large ? { HOLDFAST_SCREENS_LARGE: '1' } : {},
)
const walked = globSync('walks/*.json', { cwd: OUT }).map((file) =>
  walkedSchema.parse(JSON.parse(readFileSync(join(OUT, file), 'utf8'))),
)
const judged = walked.flatMap((each) => each.judged)
const pictures = walked.flatMap((each) => each.pictures)
if (pictures.length > 0) writeFileSync(join(OUT, 'index.html'), sheetOf(pictures))
say('')
for (const { screen, seen, fault } of judged) say(`FAULT  ${screen} (${seen}): ${fault}`)
const counts = KINDS.map(
  (kind) => [kind, judged.filter((each) => each.kind === kind).length] as const,
)
const screens = walked.reduce((sum, each) => sum + each.screens, 0)
const ok = ran.ok && judged.length === 0 && pictures.length > 0
say(`${screens} screens, ${pictures.length} pictures in ${join('out', 'screens', 'index.html')}`)
say(counts.map(([kind, count]) => `${count} ${kind}`).join(', '))
if (values.json) {
  const figures = {
    ...{ screens, pictures: pictures.length, seconds: ran.seconds },
    ...Object.fromEntries(counts),
  }
  console.log(JSON.stringify({ ok, figures, faults: judged }))
}
process.exitCode = ok ? 0 : 1

/** All pictures by look and size, each a link to itself. */
function sheetOf(paths: readonly string[]): string {
  const groups = Map.groupBy(paths.toSorted(), (path) =>
    path.split(/[\\/]/).slice(0, 2).join(' · '),
  )
  const sections = [...groups].map(([title, group]) => {
    const figures = group.map((path) => {
      const name = path.split(/[\\/]/).at(-1)?.replace('.png', '') ?? path
      const image = `<a href="${path}"><img src="${path}" alt="${name}" loading="lazy" /></a>`
      return `<figure>${image}<figcaption>${name}</figcaption></figure>`
    })
    return `<h2>${title}</h2>\n<section>\n${figures.join('\n')}\n</section>`
  })
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8" />
<title>Screens of Holdfast</title>
<style>
  body { margin: 2rem; font: 14px system-ui, sans-serif; background: #77777a; color: #fff; }
  section { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)) }
  figure { margin: 0; }
  img { inline-size: 100%; display: block; }
</style>
${sections.join('\n')}
</html>
`
}
