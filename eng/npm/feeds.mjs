// What another reader of feeds finds in one.   node feeds.mjs MODULES < feed   prints { format, feed }
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(join(process.argv[2], 'package.json'))
const { parseFeed } = await import(pathToFileURL(require.resolve('feedsmith')))
console.log(JSON.stringify(parseFeed(readFileSync(0, 'utf8'))))
