import type { DatasetTopic, Frequency } from '../../language/dataset.ts'
import type { PublicDataset } from '../catalogue.ts'
import type { Bounds } from '../published.ts'
import { type OpenResource, resourcesOf } from '../resources.ts'

/** What a description needs to know beside the dataset. */
export interface DescribedBy {
  /** Of the portal: `https://shinsei.example.jp`. */
  readonly origin: string
  readonly topics: readonly DatasetTopic[]
}

type Node = Readonly<Record<string, unknown>>

const authority = 'http://publications.europa.eu/resource/authority'
const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  adms: 'http://www.w3.org/ns/adms#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  geo: 'http://www.opengis.net/ont/geosparql#',
}

/** One dataset as JSON-LD by DCAT-AP 3.0.1. Every linked thing says its type: validators don't fetch anything. */
export function dcatDataset(dataset: PublicDataset, by: DescribedBy): Node {
  return { '@context': context, ...datasetNode(dataset, by) }
}

export interface Publisher {
  readonly name: string
  readonly nameEn: string
}

/** The catalogue with everything in it that is published now. */
export function dcatCatalogue(
  city: Publisher,
  datasets: readonly PublicDataset[],
  modified: Date | undefined,
  by: DescribedBy,
): Node {
  const { origin } = by
  return {
    '@context': context,
    '@id': `${origin}/catalog`,
    '@type': 'dcat:Catalog',
    'dct:title': [text(`${city.name}オープンデータ`, 'ja'), text(`Open data of ${city.nameEn}`, 'en')],
    'dct:description': [text(`${city.name}が公開しているデータの目録です。`, 'ja')],
    'dct:publisher': agent(origin, city),
    'dct:language': language,
    'foaf:homepage': { '@id': `${origin}/opendata`, '@type': 'foaf:Document' },
    ...(modified === undefined ? {} : { 'dct:modified': moment(modified) }),
    'dcat:themeTaxonomy': {
      '@id': `${authority}/data-theme`,
      '@type': 'skos:ConceptScheme',
      'dct:title': text('Data theme', 'en'),
    },
    'dcat:dataset': datasets.map((dataset) => datasetNode(dataset, by)),
  }
}

function datasetNode(dataset: PublicDataset, { origin, topics }: DescribedBy): Node {
  const { definition, about, version } = dataset
  const theme = topics.find(({ id }) => id === definition.topic)
  const made = about.fictional ? 'デモのために作ったデータです。' : ''
  return {
    '@id': `${origin}/dataset/${dataset.uuid}`,
    '@type': 'dcat:Dataset',
    'dct:identifier': dataset.uuid,
    'dct:title': inLanguages(definition.title),
    'dct:description': inLanguages({ ...definition.summary, ja: definition.summary.ja + made }),
    'dct:issued': moment(dataset.createdAt),
    'dct:modified': moment(dataset.modifiedAt),
    'dcat:version': String(version.number),
    'dct:publisher': agent(origin, { name: about.publisher.name, nameEn: about.publisher.nameEn }),
    'dct:language': language,
    'dct:accrualPeriodicity': {
      '@id': `${authority}/frequency/${frequencyCode(definition.update)}`,
      '@type': 'dct:Frequency',
    },
    'dcat:contactPoint': {
      // The profile asks for the wider class, and a validator knows nothing of what is within what.
      '@type': ['vcard:Organization', 'vcard:Kind'],
      'vcard:fn': text(about.section.name.ja, 'ja'),
      'vcard:hasTelephone': { '@id': `tel:${about.section.phone}` },
      ...(about.section.email === undefined ? {} : { 'vcard:hasEmail': { '@id': `mailto:${about.section.email}` } }),
    },
    'dcat:keyword': definition.keywords.map((word) => text(word, 'ja')),
    ...(theme === undefined
      ? {}
      : {
          'dcat:theme': {
            '@id': `${authority}/data-theme/${theme.theme}`,
            '@type': 'skos:Concept',
            'skos:prefLabel': inLanguages(theme.label),
          },
        }),
    'dcat:landingPage': { '@id': `${origin}/dataset/${dataset.slug}`, '@type': 'foaf:Document' },
    'dct:source': {
      '@type': 'dcat:Dataset',
      'dct:title': text(about.source, 'ja'),
      'dct:description': text(about.source, 'ja'),
    },
    ...(version.bounds === undefined ? {} : { 'dct:spatial': place(version.bounds) }),
    'dcat:distribution': resourcesOf(dataset).map((resource) => distribution(dataset, resource, origin)),
  }
}

function distribution(dataset: PublicDataset, resource: OpenResource, origin: string): Node {
  const { licence } = dataset.about
  return {
    '@id': `${origin}/dataset/${dataset.slug}/resource/${resource.uuid}`,
    '@type': 'dcat:Distribution',
    'dct:title': inLanguages(resource.title),
    'dcat:accessURL': { '@id': `${origin}/dataset/${dataset.slug}`, '@type': 'rdfs:Resource' },
    'dcat:downloadURL': { '@id': origin + resource.path, '@type': 'rdfs:Resource' },
    'dct:format': {
      '@id': `${authority}/file-type/${resource.format.toUpperCase()}`,
      '@type': 'dct:MediaTypeOrExtent',
    },
    'dcat:mediaType': {
      '@id': `https://www.iana.org/assignments/media-types/${resource.mediaType}`,
      '@type': 'dct:MediaType',
    },
    'dct:license': { '@id': licence.url, '@type': 'dct:LicenseDocument', 'dct:title': text(licence.title, 'ja') },
    'dct:modified': moment(dataset.modifiedAt),
  }
}

const language = { '@id': `${authority}/language/JPN`, '@type': 'dct:LinguisticSystem' }

/** Words of the authority table; only one is called otherwise there. */
function frequencyCode(update: Frequency): string {
  return update === 'irregular' ? 'IRREG' : update === 'continuous' ? 'CONT' : update.toUpperCase()
}

function agent(origin: string, { name, nameEn }: Publisher): Node {
  return {
    '@id': `${origin}/`,
    '@type': 'foaf:Agent',
    'foaf:name': [text(name, 'ja'), text(nameEn, 'en')],
  }
}

function place([west, south, east, north]: Bounds): Node {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  const wkt = `POLYGON((${ring.map((corner) => corner.join(' ')).join(', ')}))`
  return { '@type': 'dct:Location', 'dcat:bbox': { '@type': 'geo:wktLiteral', '@value': wkt } }
}

const text = (value: string, lang: string): Node => ({ '@language': lang, '@value': value })
const moment = (at: Date): Node => ({ '@type': 'xsd:dateTime', '@value': at.toISOString() })

/** Japanese and, where it is there, English; easy Japanese is no language of its own to RDF. */
function inLanguages({ ja, en }: { readonly ja: string; readonly en?: string }): readonly Node[] {
  return en === undefined ? [text(ja, 'ja')] : [text(ja, 'ja'), text(en, 'en')]
}
