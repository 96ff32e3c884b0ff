/** Short tones that tell found, unknown and blocked apart without looking. */

export type Tone = 'found' | 'unknown' | 'blocked'

interface Beep {
  readonly hertz: number
  readonly startsAtS: number
  readonly lastsS: number
}

/** One high beep; two falling; three low. */
const SCORES: Readonly<Record<Tone, readonly Beep[]>> = {
  found: [{ hertz: 1760, startsAtS: 0, lastsS: 0.06 }],
  unknown: [
    { hertz: 660, startsAtS: 0, lastsS: 0.11 },
    { hertz: 440, startsAtS: 0.13, lastsS: 0.16 },
  ],
  blocked: [
    { hertz: 220, startsAtS: 0, lastsS: 0.11 },
    { hertz: 220, startsAtS: 0.15, lastsS: 0.11 },
    { hertz: 220, startsAtS: 0.3, lastsS: 0.11 },
  ],
}

const LOUDNESS = 0.12
/** Rise and fall of each beep: a tone that begins at once clicks. */
const EDGE_S = 0.006

export interface Tones {
  play(tone: Tone): void
}

/** `isMuted` is asked at each tone. Before the first key no audio context may be made. */
export function createTones(
  page: Pick<typeof globalThis, 'AudioContext'>,
  isMuted: () => boolean,
): Tones {
  let context: AudioContext | undefined
  return {
    play: (tone) => {
      if (isMuted()) return
      context ??= new page.AudioContext({ latencyHint: 'interactive' })
      if (context.state === 'suspended') context.resume().catch(() => {})
      for (const beep of SCORES[tone]) sound(context, beep)
    },
  }
}

function sound(context: AudioContext, beep: Beep): void {
  const start = context.currentTime + beep.startsAtS
  const end = start + beep.lastsS
  const volume = context.createGain()
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + EDGE_S)
  volume.gain.setValueAtTime(LOUDNESS, end - EDGE_S)
  volume.gain.linearRampToValueAtTime(0, end)
  const oscillator = context.createOscillator()
  oscillator.type = 'triangle'
  oscillator.frequency.value = beep.hertz
  oscillator.connect(volume).connect(context.destination)
  oscillator.start(start)
  oscillator.stop(end)
}
