/** Routes of a working copy of a definition: the sample holds none. */
export const workingCopyRoutes: readonly string[] = [
  'GET /designer/copies/:copy',
  'POST /designer/copies/:copy/comments',
  'POST /designer/copies/:copy/discard',
  'POST /designer/copies/:copy/restore',
  'POST /designer/copies/:copy/undo',
  'POST /designer/copies/:copy/files',
  'GET /designer/copies/:copy/files/procedure.yaml',
  'GET /designer/copies/:copy/files/:folder/:file',
  ...[
    ...['text', 'words', 'pages', 'add', 'many', 'item', 'rules', 'rules/:rule', 'terms', 'publication'],
    ...[
      'tables/new',
      'tables/:table/new',
      'tables/:table/:edition',
      'fees',
      'fees/:line',
      'settings',
      'values',
      'values/:place',
    ],
    ...[
      'letters/new',
      'letters/outcomes',
      'letters/outcomes/:outcome',
      'letters/outcomes/:outcome/:field',
      'letters/:letter',
    ],
  ].flatMap((part) => [`GET /designer/copies/:copy/${part}`, `POST /designer/copies/:copy/${part}`]),
  'GET /designer/copies/:copy/tables',
  'GET /designer/copies/:copy/letters',
  'POST /designer/copies/:copy/letters/:letter/preview',
  'GET /designer/copies/:copy/differences',
  'POST /designer/copies/:copy/publication/:proposal',
  'GET /designer/copies/:copy/trial',
  'GET /designer/copies/:copy/trial/walk',
  'POST /designer/copies/:copy/trial/walk',
  'POST /designer/copies/:copy/trial/examples',
  'POST /designer/copies/:copy/trial/examples/:file/remove',
  'GET /designer/copies/:copy/law',
  'GET /designer/copies/:copy/law/part',
  'POST /designer/copies/:copy/law/tables',
  'POST /designer/copies/:copy/law/part',
  'POST /designer/copies/:copy/words/guide',
  'GET /designer/copies/:copy/trial/letters/:outcome',
  'GET /designer/copies/:copy/trial/pages/:page',
  'POST /designer/copies/:copy/trial/pages/:page',
]

/** Routes of a draft of a dataset: the sample holds none. */
export const datasetDraftRoutes: readonly string[] = [
  'GET /datasets/drafts/:draft',
  'POST /datasets/drafts/:draft/repairs',
  'POST /datasets/drafts/:draft/discard',
  'GET /datasets/drafts/:draft/differences',
  'GET /datasets/drafts/:draft/rows',
  ...['about', 'description', 'headers', 'publication', 'rows/:row'].flatMap((part) => [
    `GET /datasets/drafts/:draft/${part}`,
    `POST /datasets/drafts/:draft/${part}`,
  ]),
]

/** Routes of a delivered file: the sample holds none. */
export const intakeFileRoutes: readonly string[] = [
  'GET /intake/files/:batch',
  'POST /intake/files/:batch',
  'POST /intake/files/:batch/rows/:row',
]

/** Routes of a notice of moving, and the report of a file: the sample holds none. */
export const movingNoticeRoutes: readonly string[] = [
  'GET /moving/intake/:intake',
  'GET /moving/notices/:notice',
  'GET /moving/notices/:notice/letter',
  ...['acts', 'match', 'slot', 'contacts', 'confidentiality', 'follow-ups', 'questions'].flatMap((part) => [
    `GET /moving/notices/:notice/${part}`,
    `POST /moving/notices/:notice/${part}`,
  ]),
]

/** Routes of applications that are filed together: the sample holds none. */
export const bundleRoutes: readonly string[] = [
  'GET /bundles/:bundle',
  ...['remove/:draft', 'discard', 'pages/:page', 'check', 'sign', 'submission'].flatMap((part) => [
    `GET /bundles/:bundle/${part}`,
    `POST /bundles/:bundle/${part}`,
  ]),
  'GET /bundles/:bundle/receipt',
  'GET /bundles/:bundle/summary.pdf',
]

/** Routes that name a second thing which the sample does not hold: there even those who may find nothing. */
export const nothingThere: ReadonlySet<string> = new Set([
  ...workingCopyRoutes,
  ...bundleRoutes,
  // Of an unknown resource, of an unknown place.
  'GET /datastore/dump/:resource',
  'GET /ogc/collections/:collection/items/:feature',
  ...intakeFileRoutes,
  ...datasetDraftRoutes,
  'GET /cases/:id/original',
  ...movingNoticeRoutes,
  'GET /moving/visit/:page',
  'POST /moving/visit/:page',
  'GET /api/v1/procedures/:procedure/versions/:version',
  'GET /api/v1/procedures/:procedure/versions/:version/schema',
  'GET /api/v1/registers/:register',
  'GET /systems/:system',
  'POST /systems/:system',
  'POST /systems/:system/proof',
  'POST /systems/:system/retries',
  'GET /systems/:system/revocation',
  'POST /systems/:system/revocation',
  'POST /systems/:system/webhook',
  'POST /designer/procedures/:procedure',
  'GET /draws/:draw',
  // Nothing was read of a neighbour.
  'GET /dataset/:slug/neighbours.geojson',
  'GET /dataset/:slug/resource/:uuid',
  'GET /dataset/:slug/resource/:uuid/download/:name',
  'POST /applications/:application/place',
  'GET /applications/:application/files/:file',
  'GET /drafts/:draft/files/:file',
  'GET /drafts/:draft/sign',
  'POST /drafts/:draft/sign',
  'POST /drafts/:draft/submission',
  'GET /gallery/*',
  'GET /cases/bulk-jobs/:job',
  'GET /cases/places/:register/:entry',
  'POST /cases/places/:register/:entry/holds',
  'POST /cases/places/:register/:entry/places',
  'POST /cases/places/:register/:entry/draw',
  'POST /cases/places/:register/:entry/results',
  'GET /cases/places/:register/:entry/reception.csv',
  'GET /cases/paper/:draft',
  'POST /cases/paper/:draft',
  'POST /audit/relay',
  'POST /letters/:id',
  'POST /organisation/people/:id/assignments/:row/end',
  'POST /organisation/people/:id/roles/:row/end',
  'POST /catalogue/settings/:name',
  'GET /catalogue/fees/:register/:entry',
  'POST /catalogue/fees/:register/:entry',
])
