import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * What is begun first, so that none of it runs alone at the end: the files that take longest, those that start programs
 * among them, as they wait more than they work. What has modules of its own comes before what shares them: a worker that
 * has read the program keeps it only as long as the next file is of the same project.
 */
const first = [
  'test/journeys/procedures-on-a-phone',
  'test/journeys/gallery',
  'test/journeys/every-page',
  'test/journeys/to-the-letter',
  'test/structure/access/matrix',
  'test/conformance/',
  'src/capabilities/api/examples.alone',
  'test/structure/',
  '.alone.test.ts',
  'test/hostile/killed',
  'test/scripts/start',
  'src/platform/database/embedded/durability',
  'test/hostile/no-network',
  'test/scripts/tools',
  'test/scripts/commands',
  'test/hostile/zones-apart',
  'src/capabilities/designer/yaml/edit',
  'src/capabilities/designer/designer.test',
  'src/capabilities/procedures/form/round-trip',
]

/** The order in which files are handed to the workers. Vitest's own goes by the last run, and by size where there was none. */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = first.findIndex((each) => moduleId.includes(each))
      return at < 0 ? first.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}
