import type { PublicDataset } from '../catalogue.ts'
import { mappable } from '../tiles/tile-sets.ts'

/** What a sitemap holds at most (sitemaps.org). */
const mostAddresses = 50_000

/** The pages of the open data for search engines: the catalogue, the map and every dataset, with the day of the last change. */
export function sitemapOf(origin: string, datasets: readonly PublicDataset[]): string {
  const urls = [
    `<url><loc>${origin}/opendata</loc></url>`,
    ...(mappable(datasets).length === 0 ? [] : [`<url><loc>${origin}/map</loc></url>`]),
    ...datasets
      .slice(0, mostAddresses - 2)
      .map(
        ({ slug, modifiedAt }) =>
          `<url><loc>${origin}/dataset/${slug}</loc><lastmod>${modifiedAt.toISOString()}</lastmod></url>`,
      ),
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...urls,
    '</urlset>',
    '',
  ].join('\n')
}
