import { defineConfig } from 'vitest/config'
import { LongFilesFirst } from './test/support/long-files-first.ts'

const shared = {
  globalSetup: ['test/support/global-setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
}

/**
 * `unit`: beside the code; its files share the modules of their worker, so that the program and the procedures are read
 * twice a run and not once a file. `alone`: files with modules of their own, since they put something else in a module's place or begin with an empty one.
 * `structure`: the shape of the code; `conformance`: other people's programs read the open data; `journeys`: whole ways in a
 * browser, against one city hall; they share modules too.
 */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongFilesFirst },
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'test/**/*.test.ts', 'procedures/**/*.test.ts'],
          exclude: ['test/structure/**', 'test/conformance/**', 'test/journeys/**', '**/*.alone.test.ts'],
          isolate: false,
        },
      },
      { extends: true, test: { ...shared, name: 'alone', include: ['src/**/*.alone.test.ts'] } },
      { extends: true, test: { ...shared, name: 'conformance', include: ['test/conformance/**/*.test.ts'] } },
      { extends: true, test: { ...shared, name: 'structure', include: ['test/structure/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/journeys/support/city-hall.ts'],
          isolate: false,
          testTimeout: 360_000,
          hookTimeout: 360_000,
          // A page of a browser beside others answers when it can.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
})
