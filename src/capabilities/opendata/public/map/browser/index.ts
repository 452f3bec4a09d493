// The map that can be moved: a script of its own, which the island `city-map` loads when somebody asks for it.
export { openMap } from './open-map.ts'
