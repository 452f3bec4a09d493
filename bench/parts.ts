/** What can be measured by itself, and the parts that each of the wider names stands for. */
const groups: Readonly<Record<string, readonly string[]>> = {
  catalogue: [],
  portal: ['form', 'saving', 'submission'],
  office: ['queue', 'search', 'export'],
  datasets: [],
  intake: [],
  program: ['start', 'memory'],
  'open-data': ['million-rows', 'large-outlines', 'many-datasets'],
}

/** Answers whether a part, or anything of a group, is to be measured. */
export type Wanted = (name: string) => boolean

/** Undefined when this part or group is there to be measured; else what is wrong, in words. */
export function unknownPart(only: string): string | undefined {
  const names = Object.entries(groups).flatMap(([group, parts]) => [group, ...parts])
  return names.includes(only) ? undefined : `There is no part "${only}". The parts are: ${names.join(', ')}.`
}

/** @param only the part or group that was asked for; undefined: everything */
export function wantedParts(only: string | undefined): Wanted {
  if (only === undefined) return () => true
  return (name) => name === only || groups[only]?.includes(name) === true || groups[name]?.includes(only) === true
}
