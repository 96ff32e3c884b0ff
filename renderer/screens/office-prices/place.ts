/** Whose prices are looked at: what each part of the page reaches for. */
import type { OfficeToken } from '../../connection/backend-api.ts'
import { createContext, useContext } from 'react'
import type { PromotionGround } from '../../../src/contract/backend/promotions.ts'
import type { ReportedStore } from '../../../src/contract/backend/reports.ts'
import type { Format } from '../../format/format.ts'

export interface OfficePlace {
  readonly token: OfficeToken
  readonly store: ReportedStore
  readonly stores: readonly ReportedStore[]
  /** In the currency of the store and the language of the page. */
  readonly format: Format
  readonly ground: PromotionGround
}

export const PlaceContext = createContext<OfficePlace | null>(null)

export function usePlace(): OfficePlace {
  const place = useContext(PlaceContext)
  if (!place) throw new Error('prices were drawn without the store that they are of')
  return place
}
