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
  'GET /ogc/tileMatrixSets',
  'GET /ogc/tileMatrixSets/:matrixSet',
  ...['/ogc/tiles', '/ogc/collections/:collection/tiles'].flatMap((path) => [
    `GET ${path}`,
    `GET ${path}/:matrixSet`,
    `GET ${path}/:matrixSet/:matrix/:row/:column`,
  ]),
  'GET /tiles.json',
  'GET /tiles/:file{[a-z0-9-]+\\.json}',
  'GET /tiles/:file{[a-z0-9-]+\\.pmtiles}',
  'GET /tiles/:z{[0-9]+}/:x{[0-9]+}/:file{[0-9]+\\.(?:mvt|pbf)}',
  'GET /tiles/:dataset/:z{[0-9]+}/:x{[0-9]+}/:file{[0-9]+\\.(?:mvt|pbf)}',
]
