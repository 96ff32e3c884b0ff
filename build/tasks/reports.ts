/** Reads the JSON reports of the two test runners into one kind of count. */

import { z } from 'zod'

/** Counts of one runner. A skipped test is named, with the reason where the runner knows one. */
export interface Counts {
  readonly passed: number
  readonly failed: readonly string[]
  readonly skipped: readonly string[]
}

export const NOTHING: Counts = { passed: 0, failed: [], skipped: [] }

export function addCounts(all: readonly Counts[]): Counts {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.flatMap(({ failed }) => failed),
    skipped: all.flatMap(({ skipped }) => skipped),
  }
}

const vitestSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

/** A file that could not even be loaded counts as one failed test. */
export function readVitest(report: unknown, root: string): Counts {
  const named = (file: string, test: string): string =>
    `${file.replace(root, '').replace(/^\//, '')} › ${test}`
  const counts = vitestSchema
    .parse(report)
    .testResults.map(({ name, status, assertionResults }): Counts => {
      const fell = assertionResults.filter(({ status }) => status === 'failed')
      const whole = status === 'failed' && fell.length === 0 ? ['could not be run'] : []
      return {
        passed: assertionResults.filter(({ status }) => status === 'passed').length,
        failed: [...fell.map(({ fullName }) => fullName), ...whole].map((test) =>
          named(name, test),
        ),
        skipped: assertionResults
          .filter(({ status }) => !['passed', 'failed'].includes(status))
          .map(({ fullName }) => named(name, fullName)),
      }
    })
  return addCounts(counts)
}

const annotationSchema = z.object({ type: z.string(), description: z.string().optional() })
const specSchema = z.object({
  title: z.string(),
  tests: z.array(z.object({ status: z.string(), annotations: z.array(annotationSchema) })),
})
const suiteSchema = z.object({
  title: z.string(),
  specs: z.array(specSchema).default([]),
  get suites() {
    return z.array(suiteSchema).default([])
  },
})
const playwrightSchema = z.object({
  suites: z.array(suiteSchema),
  errors: z.array(z.object({ message: z.string().optional() })).default([]),
})

/**
 * A test that passed only when asked again is flaky, and a flaky test is a failed one. `reason` is
 * why a test was skipped that says nothing itself.
 */
export function readPlaywright(report: unknown, reason?: string): Counts {
  const { suites, errors } = playwrightSchema.parse(report)
  const broken = errors.map(({ message }) => message ?? 'could not be run')
  const counts = suites.map((suite) => readSuite(suite, '', reason))
  return addCounts([...counts, { ...NOTHING, failed: broken }])
}

function readSuite(
  suite: z.infer<typeof suiteSchema>,
  above: string,
  reason: string | undefined,
): Counts {
  const path = above === '' ? suite.title : `${above} › ${suite.title}`
  const own = suite.specs.flatMap(({ title, tests }) =>
    tests.map(({ status, annotations }): Counts => {
      const name = `${path} › ${title}`
      if (status === 'expected') return { ...NOTHING, passed: 1 }
      if (status !== 'skipped') return { ...NOTHING, failed: [name] }
      const own = annotations.find(({ type }) => type === 'skip')?.description ?? reason
      return { ...NOTHING, skipped: [own === undefined ? name : `${name} (${own})`] }
    }),
  )
  return addCounts([...own, ...suite.suites.map((each) => readSuite(each, path, reason))])
}
