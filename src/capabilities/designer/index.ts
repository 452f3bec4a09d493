/** What the composition may use of the designer. Everything else in this folder is its own affair. */
export { designer } from './capability.ts'
export { publicationsOnDesk } from './publication/on-the-desk.ts'
