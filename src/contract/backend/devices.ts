/** What stands at the counters of terminals that are enrolled already. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { counterDevicesSchema } from '../../domain/settings.ts'
import { base } from './base.ts'
import { ofShop } from './office-need.ts'

/** What is not named stays; null takes a device away. */
export const setDevicesInputSchema = z.strictObject({
  terminal: idSchema,
  devices: counterDevicesSchema.partial(),
})

export const devicesContract = {
  set: base
    .meta(ofShop('manage-terminals'))
    .route({
      method: 'POST',
      path: '/administration/devices',
      summary: 'Says what stands at a terminal’s counter; it follows within seconds',
      description: 'Each that is named is replaced, by nothing where it is null.',
    })
    .input(setDevicesInputSchema)
    .output(counterDevicesSchema),
}
