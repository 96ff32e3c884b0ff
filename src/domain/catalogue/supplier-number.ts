/** The number by which a supplier calls goods, as it stands on delivery notes and boxes. */
import { textSchema } from '../identifier.ts'

export const SUPPLIER_NUMBER_LONGEST = 40
/** Empty for none. */
export const supplierNumberSchema = textSchema(SUPPLIER_NUMBER_LONGEST)
