/** What every procedure of the backend's contract begins with: the failures that it may answer. */
import { oc } from '@orpc/contract'
import { httpFailureMap } from './failures.ts'
import type { BackendMeta } from './office-need.ts'

export const base = oc.$meta<BackendMeta>({}).errors(httpFailureMap)
