/** Open data for programs: everybody may ask, and nothing is written. CKAN's actions are asked by POST too, and by every site. */
export const openDataApiRoutes: readonly string[] = [
  ...['/api/3/action/:action', '/api/action/:action'].flatMap((path) =>
    [path, `${path}/`].flatMap((each) => [`GET ${each}`, `POST ${each}`, `OPTIONS ${each}`]),
  ),
  'GET /datastore/dump/:resource',
  'GET /ogc',
  'GET /ogc/',
  'GET /ogc/api',
  'GET /ogc/collections',
  'GET /ogc/collections/:collection',
  'GET /ogc/collections/:collection/items',
  'GET /ogc/collections/:collection/items/:feature',
  'GET /ogc/conformance',
]
