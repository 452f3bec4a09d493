/** What other capabilities may use of the open data. Everything else in this folder is its own affair. */
export { opendata } from './capability.ts'
export { derivedDatasets } from './derived/capability.ts'
export { importRegistry } from './place/registry/import-registry.ts'
export { acceptDelivery, tableLimits } from './public/deliver/accept-delivery.ts'
