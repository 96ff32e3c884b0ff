/** The sum at the end of `npm test` counts what ran, what failed and what was skipped. */
import { describe, expect, it } from 'vitest'
import { addCounts, readPlaywright, readVitest } from '../../build/tasks/reports.ts'

describe('the reports of the runners', () => {
  it('of vitest are counted, and a file that could not be loaded is a failure', () => {
    const report = {
      testResults: [
        {
          name: '/project/tests/a.test.ts',
          status: 'failed',
          assertionResults: [
            { fullName: 'a sale adds up', status: 'passed' },
            { fullName: 'a sale survives', status: 'failed' },
            { fullName: 'a printer prints (needs socat)', status: 'skipped' },
          ],
        },
        { name: '/project/tests/b.test.ts', status: 'failed', assertionResults: [] },
      ],
    }
    expect(readVitest(report, '/project/')).toEqual({
      passed: 1,
      failed: ['tests/a.test.ts › a sale survives', 'tests/b.test.ts › could not be run'],
      skipped: ['tests/a.test.ts › a printer prints (needs socat)'],
    })
  })

  it('of Playwright are counted over nested suites, with the reason of a skipped test', () => {
    const test = (status: string, description?: string) => ({
      status,
      annotations: description === undefined ? [] : [{ type: 'skip', description }],
    })
    const report = {
      suites: [
        {
          title: 'sell.spec.ts',
          specs: [{ title: 'sells', tests: [test('expected')] }],
          suites: [
            {
              title: 'the shell',
              specs: [
                { title: 'starts', tests: [test('skipped', 'no Electron here')] },
                { title: 'wavers', tests: [test('flaky')] },
                { title: 'stops', tests: [test('unexpected')] },
              ],
            },
          ],
        },
      ],
      errors: [{ message: 'a file does not compile' }],
    }
    expect(readPlaywright(report)).toEqual({
      passed: 1,
      failed: [
        'sell.spec.ts › the shell › wavers',
        'sell.spec.ts › the shell › stops',
        'a file does not compile',
      ],
      skipped: ['sell.spec.ts › the shell › starts (no Electron here)'],
    })
  })

  it('of tests that were only listed give the reason for all that say nothing themselves', () => {
    const tests = [{ status: 'skipped', annotations: [] }]
    const report = { suites: [{ title: 'sell.spec.ts', specs: [{ title: 'sells', tests }] }] }
    const skipped = ['sell.spec.ts › sells (there is no Chromium)']
    expect(readPlaywright(report, 'there is no Chromium')).toMatchObject({ passed: 0, skipped })
  })

  it('that are not reports are an error, and none is nothing', () => {
    expect(() => readVitest({ tests: 3 }, '/')).toThrow('testResults')
    expect(addCounts([])).toEqual({ passed: 0, failed: [], skipped: [] })
  })
})
