/** Placeholder filled by the settings table below. */
export interface Config {
  readonly dataDir: string
}
