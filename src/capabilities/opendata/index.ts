/** What other capabilities may use of the open data. Everything else in this folder is its own affair. */
export { opendata } from './capability.ts'
export { datasetApprovals, datasetSubject } from './office/approval/subject.ts'
export { derivedDatasets } from './derived/capability.ts'
export { importRegistry } from './place/registry/import-registry.ts'
export { registryFiles } from './place/registry/registry-files.ts'
export { type DeliveryNews, onDeliveryNews } from './public/deliver/delivery-news.ts'
export { findDelivery } from './public/deliver/find-delivery.ts'
export { acceptDelivery, tableLimits } from './public/deliver/accept-delivery.ts'
