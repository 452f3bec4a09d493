/** What CKAN's dictionaries say in words. CKAN knows one language a field; English is in the extras. */
export const messages = {
  site: (city: string) => `${city}オープンデータ`,
  fictional: 'デモのために作った架空のデータです。',
  source: (name: string) => `出典：${name}`,
  rows: (count: number) => `${count}件`,
}
