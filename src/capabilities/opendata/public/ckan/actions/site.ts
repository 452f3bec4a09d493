import type { Actions } from '../action.ts'
import { licenceDict } from '../licences.ts'
import { messages } from '../messages.ja.ts'

/** The edition of CKAN whose actions are spoken; clients ask for it to know what they may ask. */
const spoken = '2.11'

/** What is asked of the portal itself. */
export const siteActions: Actions = {
  site_read: { help: 'Whether the portal can be read: true.', run: () => true },
  status_show: {
    help: 'What answers here.',
    run: (_, { city, origin }) => ({
      ckan_version: spoken,
      site_title: messages.site(city.name),
      site_description: '',
      site_url: origin,
      error_emails_to: null,
      locale_default: 'ja',
      extensions: ['datastore'],
    }),
  },
  license_list: {
    help: 'The licences under which datasets are given out here.',
    run: (_, { datasets }) => {
      const licences = new Map(datasets.map(({ about }) => [about.licence.id, about.licence]))
      return [...licences.values()].map(licenceDict)
    },
  },
}
