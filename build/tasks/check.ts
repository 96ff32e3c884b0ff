/** `npm run check`: format, lint, types, tidy. Every step runs, whatever the one before it said. */
import { isJson, runTool, say } from './steps.ts'

const STEPS = [
  { name: 'format', owner: 'oxfmt', program: 'oxfmt', args: ['--check'] },
  { name: 'lint', owner: 'oxlint', program: 'oxlint', args: [] },
  { name: 'types', owner: 'typescript', program: 'tsc', args: ['-b', '--pretty'] },
  { name: 'tidy', owner: 'vitest', program: 'vitest', args: ['run', '--project', 'tidy'] },
] as const

const results: { name: string; ok: boolean; seconds: number }[] = []
for (const { name, owner, program, args } of STEPS) {
  say(`\n── ${name}`)
  results.push({ name, ...(await runTool(owner, program, args)) })
}

const passed = results.filter(({ ok }) => ok).length
const failed = results.length - passed
say('')
for (const { name, ok, seconds } of results) {
  say(`${ok ? 'passed' : 'FAILED'}  ${name.padEnd(8)} ${seconds.toFixed(1)} s`)
}
say(`${passed} passed, ${failed} failed`)
if (isJson()) {
  const steps = Object.fromEntries(results.map(({ name, ...result }) => [name, result]))
  console.log(JSON.stringify({ ok: failed === 0, figures: { passed, failed, steps } }))
}
process.exitCode = failed === 0 ? 0 : 1
