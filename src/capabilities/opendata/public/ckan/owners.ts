import { pickText } from '../../../../platform/i18n/local-text.ts'
import type { DatasetTopic } from '../../language/dataset.ts'
import type { DatasetAbout } from '../published.ts'
import { uuidOf } from '../resource-id.ts'

export type Publisher = DatasetAbout['publisher']

/** CKAN's organizations are the publishers, its groups the topics. Made once at random. */
const namespace = '3b9d0c54-2f5e-4d8a-8f0e-51a5b2a6d7c3'

/** A publisher by its municipal code, as CKAN's datasets carry it. */
export function organizationDict({ code, name }: Publisher, created: string) {
  return {
    id: uuidOf(namespace, `organization:${code}`),
    name: code,
    title: name,
    type: 'organization',
    description: '',
    image_url: '',
    image_display_url: '',
    num_followers: 0,
    created,
    is_organization: true,
    approval_status: 'approved',
    state: 'active',
  }
}
export type OrganizationDict = ReturnType<typeof organizationDict>

/** A topic as CKAN's datasets carry it. */
export function groupDict({ id, label }: DatasetTopic) {
  const title = pickText(label, 'ja').text
  return {
    id: uuidOf(namespace, `group:${id}`),
    name: id,
    title,
    display_name: title,
    description: '',
    image_display_url: '',
  }
}
export type GroupDict = ReturnType<typeof groupDict>
