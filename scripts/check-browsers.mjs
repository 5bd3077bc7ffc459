// @ts-check

/** Scripts that browsers load: the built pages and the service worker. */
export const BROWSER_SCRIPTS = ['.next/static/**/*.js', 'components/offline/worker.js']

/** Syntax of the oldest supported browsers: Chrome and Edge 111, Firefox 111, Safari 16.4. */
const SYNTAX = 'es2022'

/** Later features that those browsers have too, and one that Next's polyfill only detects. */
const ALLOWED = ['ArrayFindLast', 'ArrayFindLastIndex', 'SetIntersection']

/**
 * Returns a program below node_modules with its arguments. It fails if one of the scripts uses syntax or built-in features
 * that a supported browser lacks.
 * @param {string[]} scripts @returns {[string, ...string[]]}
 */
export const browserCheck = (scripts) => [
  'es-check/lib/cli/index.js',
  SYNTAX,
  ...scripts,
  '--module',
  '--checkFeatures',
  '--noCache',
  '--noColor',
  `--ignore=${ALLOWED.join(',')}`,
]
