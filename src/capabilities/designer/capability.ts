import { type Capability, defineCapability } from '../../platform/capability.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { requirePermission } from '../identity/index.ts'
import { computedRoutes } from './computed/routes.tsx'
import { copyRoutes } from './copy-routes.tsx'
import { homeRoutes } from './home-routes.tsx'
import { lawRoutes } from './law/routes.tsx'
import { outcomeRoutes } from './letters/outcome-routes.tsx'
import { letterRoutes } from './letters/routes.tsx'
import { keepWhatWasTyped } from './lost-place.tsx'
import { messages } from './messages.ja.ts'
import { feeRoutes } from './money/fee-routes.tsx'
import { settingRoutes } from './money/settings.tsx'
import { manyRoutes } from './outline/many-routes.tsx'
import { outlineRoutes } from './outline/routes.tsx'
import { publicationRoutes } from './publication/routes.tsx'
import { versionRoutes } from './publication/version-routes.tsx'
import { receiveDraftCounts } from './store/draft-counts.ts'
import { tableRoutes } from './tables/routes.tsx'
import { termRoutes } from './terms/routes.tsx'
import { ruleRoutes } from './terms/rule-routes.tsx'
import { textRoutes } from './text/text-routes.tsx'
import { exampleRoutes } from './trial/example-routes.tsx'
import { trialRoutes } from './trial/routes.tsx'
import { walkRoutes } from './trial/walk-routes.tsx'
import type { Designer } from './web.ts'
import { wordRoutes } from './words/routes.tsx'

/**
 * 手続の設計: clerks change definitions as working copies and publish them with four eyes. What others know is given:
 * how many cases of a procedure are under way, by the version they stay on, and the city's seal for letters that are tried.
 */
export function designer(given: (services: ZoneServices<'office'>) => Omit<Designer, 'services'>): Capability {
  return defineCapability({
    name: 'designer',
    japanese: messages.area,
    parts: {
      office: {
        tables: [
          'working_copy',
          'working_copy_save',
          'working_copy_comment',
          'publication_proposal',
          'draft_count',
          'draft_counting',
        ],
        navigation: [{ path: '/designer', label: messages.area, order: 62, permission: 'procedures.edit' }],
        start: (services) => receiveDraftCounts(services as ZoneServices<'office'>),
        routes: (app, services, surface) => {
          if (surface !== 'office') return
          const office = services as ZoneServices<'office'>
          const shared: Designer = { services: office, ...given(office) }
          app.use('/designer', requirePermission(office, 'procedures.edit'))
          app.use('/designer/*', requirePermission(office, 'procedures.edit'))
          app.use('/designer/copies/:copy/*', keepWhatWasTyped(shared))
          homeRoutes(app, shared)
          versionRoutes(app, shared)
          copyRoutes(app, shared)
          textRoutes(app, shared)
          wordRoutes(app, shared)
          ruleRoutes(app, shared)
          lawRoutes(app, shared)
          termRoutes(app, shared)
          outlineRoutes(app, shared)
          manyRoutes(app, shared)
          tableRoutes(app, shared)
          feeRoutes(app, shared)
          computedRoutes(app, shared)
          settingRoutes(app, shared)
          // Fixed paths before the one with an id.
          outcomeRoutes(app, shared)
          letterRoutes(app, shared)
          trialRoutes(app, shared)
          walkRoutes(app, shared)
          exampleRoutes(app, shared)
          publicationRoutes(app, shared)
        },
      },
    },
  })
}
