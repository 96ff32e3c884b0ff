/** One measurement: its figures, and whether its bound holds. */
export interface Bench {
  readonly name: string
  run(): Promise<{ readonly ok: boolean; readonly figures: Readonly<Record<string, unknown>> }>
}
