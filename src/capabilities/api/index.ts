export { api } from './capability.ts'
