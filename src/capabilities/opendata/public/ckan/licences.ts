import type { DatasetAbout } from '../published.ts'

type Licence = DatasetAbout['licence']

/** Open as the Open Definition means it: neither trade nor changing is forbidden. 公共データ利用規約 (PDL) is as CC BY. */
export function isOpen({ id }: Licence): boolean {
  return /^(?:CC-BY|CC0|PDL|ODC|ODbL)/i.test(id) && !/-(?:NC|ND)\b/i.test(id)
}

/** A licence as CKAN's list has it. */
export function licenceDict(licence: Licence) {
  const open = isOpen(licence)
  return {
    id: licence.id,
    title: licence.title,
    url: licence.url,
    status: 'active',
    domain_content: open,
    domain_data: open,
    domain_software: false,
    family: '',
    maintainer: '',
    is_generic: false,
    od_conformance: open ? 'approved' : 'not reviewed',
    osd_conformance: 'not reviewed',
  }
}
