import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { type RequestHandler, type Response, Router } from 'express'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.opus': 'audio/ogg',
  '.ogg': 'audio/ogg',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}
const PACKED = { br: '.br', gzip: '.gz' } as const
const PACKED_ENDING = /\.(?:br|gz)$/
const ASSETS = '/assets/'
/** Of the pages that the server writes itself (server/plain/page.ts). */
const PLAIN_ASSET = /^\/assets\/plain-[\w-]+\.(?:css|js)$/
const PUBLIC_DOCUMENTS = ['/call.html', '/ask.html'] as const

/** Pages of staff and boards; one document, whose router shows what the path says. */
const STAFF_PAGES = ['/', '/phone', '/board', '/review', '/review/{*rest}', '/register', '/register/{*rest}', '/admin', '/setup']
/** The page of a service that is asked about itself by a link: public, and without cookies. */
const ASK_PAGE = '/ask'
/** Pages of callers, apart: small, without cookies, and nothing of the staff's in them. */
const CALLER_PAGES = ['/call', '/call/{*rest}']

/**
 * Serves the built pages from memory, packed when the browser takes it and the build has done it. Documents are never kept by a browser, nor
 * is anything that a public page may load: on a shared computer the cache would tell of the visit. What only staff load and has its
 * hash in its name is kept for a year. Reads `clientDir` once; without it every page is 404.
 */
export function createPages(clientDir: string): Router {
  const router = Router({ caseSensitive: true })
  const files = readFiles(clientDir)
  const traceless = publicAssets(files)
  const page =
    (name: string): RequestHandler =>
    (request, response) =>
      send(response, files, name, request.headers['accept-encoding'])
  router.get(STAFF_PAGES, page('/index.html'))
  router.get(CALLER_PAGES, page('/call.html'))
  router.get(ASK_PAGE, page('/ask.html'))
  router.get('/{*path}', (request, response, next) => {
    const { path } = request
    if (!files.has(path) || path.endsWith('.html') || TYPES[extname(path)] === undefined) return next()
    const kept = path.startsWith(ASSETS) ? 'public, max-age=31536000, immutable' : 'no-cache'
    response.setHeader('Cache-Control', traceless.has(path) ? 'no-store' : kept)
    send(response, files, path, request.headers['accept-encoding'])
  })
  return router
}

/**
 * The paths of all that public pages load: what their documents and the plain pages' own files name, and what is named there in turn. A name with
 * a hash in it stands for its file wherever it stands, so a script that is loaded later, a font and a chunk shared with staff pages are found alike.
 */
export function publicAssets(files: ReadonlyMap<string, Buffer>): ReadonlySet<string> {
  const assets = [...files.keys()].filter((path) => path.startsWith(ASSETS) && !PACKED_ENDING.test(path))
  const found = new Set(assets.filter((path) => PLAIN_ASSET.test(path)))
  const left = [...PUBLIC_DOCUMENTS, ...found]
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    const text = files.get(path)?.toString('latin1') ?? ''
    for (const asset of assets) {
      if (found.has(asset) || !text.includes(asset.slice(ASSETS.length))) continue
      found.add(asset)
      left.push(asset)
    }
  }
  return found
}

function send(response: Response, files: ReadonlyMap<string, Buffer>, name: string, accepted = ''): void {
  const plain = files.get(name)
  if (!plain) {
    response.status(404).type('text/plain').send('The pages have not been built.')
    return
  }
  response.setHeader('Content-Type', TYPES[extname(name)] ?? 'application/octet-stream')
  response.setHeader('Vary', 'Accept-Encoding')
  for (const [coding, ending] of Object.entries(PACKED)) {
    const packed = files.get(name + ending)
    if (!packed || !takes(accepted, coding)) continue
    response.setHeader('Content-Encoding', coding)
    response.end(packed)
    return
  }
  response.end(plain)
}

/** Whether an Accept-Encoding (RFC 9110, 12.5.3) names a coding, with another weight than 0. */
export function takes(accepted: string, coding: string): boolean {
  return accepted.split(',').some((each) => {
    const [name = '', ...weights] = each.split(';').map((part) => part.trim().toLowerCase())
    return name === coding && !weights.some((weight) => /^q=0(?:\.0*)?$/.test(weight))
  })
}

function readFiles(dir: string): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>()
  if (!existsSync(dir)) return files
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files.set(`/${relative(dir, path).split(sep).join('/')}`, readFileSync(path))
  }
  return files
}
