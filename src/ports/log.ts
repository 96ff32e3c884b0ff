/**
 * The log for IT. Messages are fixed texts; figures and ids go in `fields`; secrets and personal
 * data nowhere.
 */
export interface Log {
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>
