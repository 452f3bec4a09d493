import type { ZoneServices } from '../../platform/services.ts'
import type { SettingResult } from '../../platform/typesetter/typesetter.ts'
import { letterDraft } from './letter.ts'
import { documentFor, type LetterMaterials } from './make-letter.ts'

/** The letter as it would be made today, without a number and without being kept: for those who decide. */
export async function previewLetter(
  services: ZoneServices<'office'>,
  materials: LetterMaterials,
  wanted: {
    readonly cityId: string
    readonly sectionId: string
    readonly decidedOn: string
    readonly draft: unknown
    readonly picture?: boolean
  },
): Promise<SettingResult> {
  const city = services.cities.find((each) => each.id === wanted.cityId)
  if (city === undefined) throw new Error('This process does not serve the city.')
  const letter = { number: null, decidedOn: wanted.decidedOn, sectionId: wanted.sectionId }
  const now = services.clock.now()
  const document = await documentFor(services, city, letterDraft.parse(wanted.draft), letter, materials, now)
  return services.typesetter.set(wanted.picture === true ? { ...document, picture: true } : document)
}
