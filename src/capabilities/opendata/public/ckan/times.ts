/** As CKAN writes instants: UTC with microseconds and no zone letter. */
export function ckanTime(date: Date): string {
  return date.toISOString().replace('Z', '000')
}
