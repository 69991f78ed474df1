// Says of documents of ninjs whether they are valid by IPTC's schemas.
//   node ninjs.mjs MODULES SCHEMAS < lines of {"version": "3.1", "document": {...}}
// For each line one: "valid", or what is wrong. Formats are checked too.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [modules, schemas] = process.argv.slice(2)
const require = createRequire(join(modules, 'package.json'))
const Draft07 = require('ajv').default
const Draft2020 = require('ajv/dist/2020').default
const addFormats = require('ajv-formats').default
const read = name => JSON.parse(readFileSync(join(schemas, name), 'utf8'))
const validators = new Map()

function validator(version) {
  if (validators.has(version)) return validators.get(version)
  const ajv = new (version.startsWith('1.') ? Draft07 : Draft2020)({ strict: false, allErrors: true, logger: false })
  addFormats(ajv)
  if (!version.startsWith('1.')) ajv.addSchema(read('GeoJSON-schema.json'), 'https://geojson.org/schema/GeoJSON.json')
  const validate = ajv.compile(read(`ninjs-schema_${version}.json`))
  validators.set(version, validate)
  return validate
}

for (const line of readFileSync(0, 'utf8').split('\n')) {
  if (!line) continue
  const { version, document } = JSON.parse(line)
  const validate = validator(version)
  console.log(validate(document) ? 'valid' : validate.errors.map(error => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`).join('; '))
}
