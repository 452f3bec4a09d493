/** How the portal says days and amounts: as every page for residents does. */
export { sayDay, sayFullDay, sayMoment, sayMonth, sayYen } from '../../../design/index.ts'
