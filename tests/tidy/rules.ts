/** Every rule of the house that a machine can check. */
import { bannedCalls, typeEscapes } from './calls.ts'
import { logicalStyles, numberedMigrations, orderedMessages, sameMessages } from './data.ts'
import { linksResolve, oneHeading, reasonedDependencies } from './documents.ts'
import { layerLaw, packageOwners } from './layers.ts'
import { deadFiles } from './reach.ts'
import { fileSize, functionSize, lineLength } from './sizes.ts'
import { type Rule } from './tree.ts'
import { foreignPlaces, leftovers, vagueNames } from './words.ts'

export const RULES: readonly Rule[] = [
  layerLaw,
  packageOwners,
  fileSize,
  functionSize,
  lineLength,
  bannedCalls,
  typeEscapes,
  vagueNames,
  leftovers,
  foreignPlaces,
  deadFiles,
  oneHeading,
  linksResolve,
  reasonedDependencies,
  numberedMigrations,
  sameMessages,
  orderedMessages,
  logicalStyles,
]
