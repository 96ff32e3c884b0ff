/**
 * The replicated collections as RxDB must know them. Permissive on purpose: documents are checked
 * on both ends of the wire, and a document that RxDB refused would be skipped for ever. No indexes:
 * what is searched is searched by SQL.
 */
import type { RxJsonSchema } from 'rxdb'
import type { CollectionName } from './document-shapes.ts'

interface Identified {
  id: string
}

const schema: RxJsonSchema<Identified> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 80 } },
  required: ['id'],
}

export const collectionSchemas: Readonly<Record<CollectionName, RxJsonSchema<Identified>>> = {
  journal: { ...schema, title: 'journal' },
  catalogue: { ...schema, title: 'catalogue' },
  pricing: { ...schema, title: 'pricing' },
  stock: { ...schema, title: 'stock' },
  sales: { ...schema, title: 'sales' },
  settings: { ...schema, title: 'settings' },
  customers: { ...schema, title: 'customers' },
  accounts: { ...schema, title: 'accounts' },
  mails: { ...schema, title: 'mails' },
}
