/** The steps of a sale at which a process is killed, in the order in which a sale passes them. */
export const STEPS = [
  'draft opened',
  'line saved',
  "before the draft's COMMIT",
  "after the draft's COMMIT",
  'payment intent committed',
  'first byte to the payment terminal',
  'payment asked for',
  'approval received',
  'before the settling COMMIT',
  'after the settling COMMIT',
  "before the sale's COMMIT",
  "after the sale's COMMIT",
  'answer sent',
  'drawer job sending',
  'receipt half printed',
  'print job settled',
  'push sent',
  'push answered, unread',
] as const

export type StepName = (typeof STEPS)[number]

/** The environment that a process which may be killed is started with. */
export const KILL_ORDER = 'HOLDFAST_TEST_KILL_ORDER'
export const KILL_PORTS = 'HOLDFAST_TEST_KILL_PORTS'

/** Where the devices listen, so that their sockets are known. */
export interface Ports {
  readonly printer: number
  readonly payment: number
}
