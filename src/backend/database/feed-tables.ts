/** The tables of what terminals pull. */
import type { Generated } from 'kysely'
import type { Json } from './schema.ts'

export interface FeedTable {
  tenant: string
  name: string
  generation: string
  n: number
  mark: Generated<string>
}

export interface FeedMarkTable {
  tenant: string
  feed: string
  n: number
  mark: string
}

export interface FeedLossTable {
  tenant: string
  feed: string
  generation: string
  from_n: number
  to_n: number
  since: number
  found_at: number
}

export interface FeedDocumentTable {
  tenant: string
  feed: string
  id: string
  n: number
  kind: string
  document: Json<Record<string, unknown>>
  deleted: boolean
}
