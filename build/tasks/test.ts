/**
 * `npm test`: every test but the tidy one (that is `npm run check`), and one sum of all runners.
 * Both run at once, since each waits a good deal; what the tests of the screens say comes last.
 */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Counts, NOTHING, addCounts, readPlaywright, readVitest } from './reports.ts'
import { ROOT, isJson, runTool, say } from './steps.ts'

const REPORTS = join(ROOT, 'out', 'reports')
const VITEST = join(REPORTS, 'vitest.json')
const PLAYWRIGHT = join(REPORTS, 'playwright.json')
const PLAYWRIGHT_SAID = join(REPORTS, 'playwright.log')

rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })

const [vitest, playwright] = await Promise.all([runVitest(), runPlaywright()])
say(readFileSync(PLAYWRIGHT_SAID, 'utf8'))
const runners = [
  { name: 'vitest', ...vitest },
  { name: 'playwright', ...playwright },
]
const { passed, failed, skipped } = addCounts(runners)
say('')
for (const each of failed) say(`FAILED   ${each}`)
for (const each of skipped) say(`skipped  ${each}`)
say(`${passed} passed, ${failed.length} failed, ${skipped.length} skipped`)
if (isJson()) {
  const seconds = Object.fromEntries(runners.map((each) => [each.name, each.seconds]))
  const figures = { passed, failed: failed.length, skipped: skipped.length, seconds }
  console.log(JSON.stringify({ ok: failed.length === 0, figures, failed, skipped }))
}
process.exitCode = failed.length === 0 ? 0 : 1

async function runVitest(): Promise<Counts & { seconds: number }> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST}`]
  const projects = ['--project=alone', '--project=tests']
  const ran = await runTool('vitest', 'vitest', ['run', ...projects, ...reporters])
  return judge('vitest', ran, VITEST, (report) => readVitest(report, ROOT))
}

/** Without a Chromium the tests of the screens are listed, not run, and counted as skipped. */
async function runPlaywright(): Promise<Counts & { seconds: number }> {
  const environment = { PLAYWRIGHT_JSON_OUTPUT_NAME: PLAYWRIGHT }
  const projects = ['--project=e2e', '--project=electron']
  const reporters = ['--reporter=list,json', '--pass-with-no-tests']
  const args = ['test', ...projects, ...reporters, '--workers=1']
  const hasChromium = process.env['HOLDFAST_CHROMIUM'] !== undefined
  if (!hasChromium) args.push('--list')
  const log = openSync(PLAYWRIGHT_SAID, 'w')
  const ran = await runTool('@playwright/test', 'playwright', args, environment, log)
  closeSync(log)
  const reason = hasChromium ? undefined : 'there is no Chromium'
  return judge('playwright', ran, PLAYWRIGHT, (report) => readPlaywright(report, reason))
}

/** A runner that ended badly without naming a failed test has failed itself. */
function judge(
  name: string,
  ran: { ok: boolean; seconds: number },
  file: string,
  read: (report: unknown) => Counts,
): Counts & { seconds: number } {
  const { seconds } = ran
  const counts = readReport(file, read)
  if (counts === undefined) {
    return { ...NOTHING, failed: [`${name} wrote no report`], seconds }
  }
  const silent = !ran.ok && counts.failed.length === 0 ? [`${name} ended with an error`] : []
  return { ...counts, failed: [...counts.failed, ...silent], seconds }
}

function readReport(file: string, read: (report: unknown) => Counts): Counts | undefined {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
