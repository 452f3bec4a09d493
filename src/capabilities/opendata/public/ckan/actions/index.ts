import type { Actions } from '../action.ts'
import { requiredText } from '../parameters.ts'
import { denied, notFound } from '../problems.ts'
import { datastoreActions } from './datastore.ts'
import { ownerActions } from './owners.ts'
import { packageActions } from './packages.ts'
import { resourceActions } from './resources.ts'
import { siteActions } from './site.ts'
import { tagActions } from './tags.ts'

const known: Actions = {
  ...siteActions,
  ...packageActions,
  ...resourceActions,
  ...ownerActions,
  ...tagActions,
  ...datastoreActions,
}

/** All that can be asked, by name. */
export const actions: ReadonlyMap<string, Actions[string]> = new Map(
  Object.entries({
    ...known,
    help_show: {
      help: 'What an action does. Parameter: name.',
      run: (given) => {
        const action = actions.get(requiredText(given, 'name'))
        if (action === undefined) throw notFound()
        return action.help
      },
    },
  } satisfies Actions),
)

/** Actions of CKAN that write are known and refused: here the office writes, and through its own approval alone. */
const writing = /^[a-z_]+_(?:create|update|patch|delete|purge|revise|upsert|reorder|invite|follow|unfollow|set)$/

export function refuseWriting(name: string): void {
  if (writing.test(name)) throw denied('the datasets of this portal are written and approved by the office of the city')
}
