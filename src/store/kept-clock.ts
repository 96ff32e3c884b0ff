/** The last reading of the till's clock against the backend's, kept for when that is away. */
import { clockReadingSchema, isClockNews, type ClockReading } from '../domain/till/clock.ts'
import type { Settings } from '../ports/store.ts'

const CLOCK = 'clock'

export interface KeptClock {
  reading(): ClockReading | undefined
  /** Writes only what is news. */
  keep(reading: ClockReading): void
}

export function createKeptClock(settings: Pick<Settings, 'local' | 'setLocal'>): KeptClock {
  const reading = (): ClockReading | undefined => {
    const text = settings.local(CLOCK)
    return text === undefined ? undefined : clockReadingSchema.parse(JSON.parse(text))
  }
  return {
    reading,
    keep(next) {
      if (isClockNews(reading(), next)) settings.setLocal(CLOCK, JSON.stringify(next))
    },
  }
}
