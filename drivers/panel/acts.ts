/** What a person can do to the simulated devices. */
import { z } from 'zod'
import type { LabelSimulator } from '../label-printer/simulator/start.ts'
import type { SimulatedProvider } from '../online-payments/provider-simulator.ts'
import type { PrinterSimulator } from '../printer/simulator/start.ts'

export interface PanelDevices {
  readonly printer: PrinterSimulator
  /** Absent where the counter has none. */
  readonly labels?: LabelSimulator
  readonly scanner: { scan(code: string): void }
  /** Who gives back what was paid online; absent where nobody does. */
  readonly provider?: Pick<SimulatedProvider, 'behave' | 'behaviour' | 'refunds' | 'onChange'>
}

/** Enough for the shop's name and the first lines, not for the total. */
const LINES_OF_A_DYING_ROLL = 10
const BYTES_BEFORE_THE_CUT = 500
const SLOW_BYTES_PER_SECOND = 250

export const ACTS = {
  scan: ({ scanner }, code) => {
    if (code !== '') scanner.scan(code)
  },
  'open-cover': ({ printer }) => printer.set({ coverOpen: true }),
  'close-cover': ({ printer }) => printer.set({ coverOpen: false }),
  'remove-paper': ({ printer }) => printer.set({ paperOut: true }),
  'load-paper': ({ printer }) => printer.set({ paperOut: false, linesLeft: undefined }),
  'nearly-empty-roll': ({ printer }) => printer.set({ linesLeft: LINES_OF_A_DYING_ROLL }),
  'cut-cable': ({ printer }) => printer.cutCable(),
  'cut-cable-in-the-middle': ({ printer }) => printer.cutCableAfter(BYTES_BEFORE_THE_CUT),
  'restore-cable': ({ printer }) => printer.restoreCable(),
  slow: ({ printer }) => printer.set({ bytesPerSecond: SLOW_BYTES_PER_SECOND }),
  fast: ({ printer }) => printer.set({ bytesPerSecond: undefined }),
  'close-drawer': ({ printer }) => printer.closeDrawer(),
  'open-head': ({ labels }) => labels?.set({ headOpen: true }),
  'close-head': ({ labels }) => labels?.set({ headOpen: false }),
  'remove-labels': ({ labels }) => labels?.set({ mediaOut: true }),
  'load-labels': ({ labels }) => labels?.set({ mediaOut: false, labelsLeft: undefined }),
  'pause-labels': ({ labels }) => labels?.set({ paused: true }),
  'resume-labels': ({ labels }) => labels?.set({ paused: false }),
  'cut-label-cable': ({ labels }) => labels?.cutCable(),
  'restore-label-cable': ({ labels }) => labels?.restoreCable(),
  'approve-refunds': ({ provider }) => provider?.behave('approve'),
  'refuse-refunds': ({ provider }) => provider?.behave('refuse'),
  'lose-answers': ({ provider }) => provider?.behave('lose-answer'),
  'answer-slowly': ({ provider }) => provider?.behave('slow'),
} as const satisfies Record<string, (devices: PanelDevices, code: string) => void | Promise<void>>

export const actSchema = z.object({
  act: z.enum(Object.keys(ACTS) as [keyof typeof ACTS, ...(keyof typeof ACTS)[]]),
  code: z
    .string()
    .max(100)
    .regex(/^[ -~]*$/)
    .default(''),
})
