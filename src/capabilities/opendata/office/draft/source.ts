import type { ZoneServices } from '../../../../platform/services.ts'
import type { PublishedDataset } from '../../public/published.ts'

/** A file that the office keeps sealed. Throws `FileMissing` or `SealBroken`. */
export function readSource(
  services: Pick<ZoneServices, 'files'>,
  cityId: string,
  file: PublishedDataset['file'],
): Promise<Buffer> {
  return services.files.get(cityId, file.address, Buffer.from(file.key, 'base64'))
}
