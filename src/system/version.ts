/** Which version of Holdfast this is. */
import manifest from '../../package.json' with { type: 'json' }

/** As `package.json` has it: a bundle holds the one that it was made of. */
export const PROGRAM_VERSION = manifest.version
